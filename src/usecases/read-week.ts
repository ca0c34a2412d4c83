import { type MyWeek, WEEK_MS, weekOf } from '../core/review/my-week.ts';
import type { World } from '../ports.ts';

/** So many answers are looked at: more than anybody gives in a week. */
const MOST = 2_000;

/** Somebody's own figures of the last seven days: for themselves alone. */
export const readWeek = async (world: World, personId: string): Promise<MyWeek> => {
  const since = world.clock.now() - WEEK_MS;
  return weekOf(await world.store.answersOf({ person_id: personId, since, limit: MOST }));
};
