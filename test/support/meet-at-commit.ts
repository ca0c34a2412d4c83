import type { Write } from '../../src/ports.ts';
import type { Desk } from './desk.ts';

/** What a write is about. */
type About = { table: string; verb: 'insert' | 'update' | 'other' };

const aboutOf = (write: Write): About => {
  if ('insert' in write) return { table: write.insert, verb: 'insert' };
  return 'update' in write ? { table: write.update, verb: 'update' } : { table: '', verb: 'other' };
};

/**
 * Holds the next `n` changes of reviews (or those with a write that `counts`) until all of them are about to be
 * committed: each was decided upon what stood before any of them, as in the worst of races. Whatever comes after them
 * passes.
 */
export const meetAtCommit = (
  { app: { store } }: Desk,
  n = 2,
  counts: (about: About) => boolean = ({ table, verb }) => table === 'reviews' && verb === 'update',
): void => {
  const commit = store.commit;
  const held: (() => void)[] = [];
  store.commit = (change) => {
    if (!change.some((write) => counts(aboutOf(write))) || held.length === n) return commit(change);
    return new Promise((resolve) => {
      held.push(() => resolve(commit(change)));
      if (held.length === n) for (const go of held) go();
    });
  };
};
