import { MANAGERS } from '../core/policy/stop.ts';
import type { Standing } from '../core/review/authority.ts';
import type { QueueState, Queues } from '../core/review/home.ts';
import { viewFor } from '../core/review/view.ts';
import type { World } from '../ports.ts';
import { atRisk, type QueueRisk } from './at-risk.ts';
import { audienceOf } from './who-asks.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OLDEST_SHOWN = 5;

/** For managers, by the role of that name; null for everybody else. */
export const readQueues = async (world: World, standing: Standing): Promise<Queues | null> => {
  if (!standing.roles.includes(MANAGERS)) return null;
  const { store, clock, policies } = world;
  const { queues, types } = policies.current();
  const now = clock.now();
  const [counted, oldest] = await Promise.all([
    store.countQueues(now, now + HOUR_MS),
    store.listOldest(OLDEST_SHOWN),
  ]);
  // A queue that the policy has no more is shown for as long as something waits in it.
  const names = [...new Set([...Object.keys(queues), ...counted.map(({ queue }) => queue)])];
  const [answered, risks] = await Promise.all([
    Promise.all(names.map((queue) => store.countAnswered(queue, now - DAY_MS))),
    Promise.all(names.map((queue) => atRisk(world, queue))),
  ]);
  const byName = new Map(counted.map((one) => [one.queue, one]));
  return {
    queues: names.map((name, index) => {
      const { open = 0, overdue = 0, soon = 0, oldest: since = null } = byName.get(name) ?? {};
      return {
        name,
        open,
        overdue,
        soon,
        oldest: since,
        answered: answered[index] ?? 0,
        ...lateOf(risks[index]),
      };
    }),
    oldest: oldest.flatMap((kase) => {
      const type = types[kase.decision.type];
      return type === undefined ? [] : [viewFor(kase, type, audienceOf(standing), now)];
    }),
  };
};

const lateOf = (risk: QueueRisk | undefined): Pick<QueueState, 'late'> => {
  const first = risk?.items[0];
  return risk === undefined || first === undefined
    ? {}
    : {
        late: {
          items: risk.items.length,
          first_due: first.due_at,
          could_take: risk.could_take.map(({ id, name }) => name ?? id),
        },
      };
};
