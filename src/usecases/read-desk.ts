import { capacitiesOf, type Standing } from '../core/review/authority.ts';
import { type DeskView, deskOf } from '../core/review/desk.ts';
import type { World } from '../ports.ts';
import { audienceOf } from './who-asks.ts';

/** So many are looked at; a person who has more waiting needs help and no longer list. */
const DESK_MOST = 200;

/** What this person may answer, soonest due first, of all queues. `more`: of what waits only the soonest due are here. */
export const readDesk = async (
  world: World,
  standing: Standing,
): Promise<{ desk: DeskView; more: boolean }> => {
  const { types, queues, authority } = world.policies.current();
  const decided = Object.values(types).filter((type) => capacitiesOf(type, standing).length > 0);
  const now = world.clock.now();
  // What waits in a queue that the policy has no more can still be answered.
  const waiting = await world.store.countQueues(now, now);
  const cases = await world.store.listOpen({
    queues: [...new Set([...Object.keys(queues), ...waiting.map(({ queue }) => queue)])],
    types: decided.map(({ name }) => name),
    limit: DESK_MOST + 1,
  });
  const desk = deskOf(cases.slice(0, DESK_MOST), {
    standing,
    audience: audienceOf(standing),
    types,
    limits: authority,
    now,
  });
  return { desk, more: cases.length > DESK_MOST };
};
