import type { Desk } from './desk.ts';

/**
 * Holds the next `n` changes of reviews until all of them are about to be committed: each was decided upon what stood
 * before any of them, as in the worst of races. Whatever comes after them passes.
 */
export const meetAtCommit = ({ app: { store } }: Desk, n = 2): void => {
  const commit = store.commit;
  const held: (() => void)[] = [];
  store.commit = (change) => {
    const isReview = change.some((write) => 'update' in write && write.update === 'reviews');
    if (!isReview || held.length === n) return commit(change);
    return new Promise((resolve) => {
      held.push(() => resolve(commit(change)));
      if (held.length === n) for (const go of held) go();
    });
  };
};
