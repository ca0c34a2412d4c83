import type { Case } from '../core/review/case.ts';
import type { Directory, Store, World } from '../ports.ts';

type Known = Awaited<ReturnType<Directory['personWithRoles']>>;

/**
 * The world for one press or one submitted form: who somebody is is asked once, and a case that was read is decided
 * upon as it was read. Nothing is risked by that: a commit names the version that was read, and after each commit, taken,
 * not taken or failed, the next look is a new one.
 */
export const oneInteraction = (world: World): World => ({
  ...world,
  directory: { ...world.directory, personWithRoles: once(world.directory) },
  store: { ...world.store, ...readOnce(world.store) },
});

const once = (directory: Directory): Directory['personWithRoles'] => {
  const asked = new Map<string, Promise<Known>>();
  return (asker) => {
    const key = `${asker.team_id ?? ''} ${asker.id}`;
    const answer = asked.get(key) ?? directory.personWithRoles(asker);
    asked.set(key, answer);
    return answer;
  };
};

const readOnce = (store: Store): Pick<Store, 'findCaseOfReview' | 'commit'> => {
  const read = new Map<string, Promise<Case | undefined>>();
  return {
    findCaseOfReview: (id) => {
      const found = read.get(id) ?? store.findCaseOfReview(id);
      read.set(id, found);
      return found;
    },
    commit: (change) => store.commit(change).finally(() => read.clear()),
  };
};
