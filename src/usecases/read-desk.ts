import { capacitiesOf, type Standing } from '../core/review/authority.ts';
import { type DeskView, deskOf, joined } from '../core/review/desk.ts';
import type { World } from '../ports.ts';
import { audienceOf } from './who-asks.ts';

/** So many are looked at; a person who has more waiting needs help and no longer list. */
const DESK_MOST = 200;
/** So many are read and laid out before others have a turn: nobody's press waits for somebody's long list. */
const AT_ONCE = 25;

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
  const waits = await world.store.openReviews({
    queues: [...new Set([...Object.keys(queues), ...waiting.map(({ queue }) => queue)])],
    types: decided.map(({ name }) => name),
    limit: DESK_MOST + 1,
  });
  const looking = { standing, audience: audienceOf(standing), types, limits: authority, now };
  const parts: DeskView[] = [];
  for (let from = 0; from < Math.min(waits.length, DESK_MOST); from += AT_ONCE) {
    const cases = await world.store.findCasesOfReviews(
      waits.slice(from, Math.min(from + AT_ONCE, DESK_MOST)),
    );
    parts.push(deskOf(cases, looking));
  }
  return { desk: joined(parts), more: waits.length > DESK_MOST };
};
