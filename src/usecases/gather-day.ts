import { type DailyDigest, dailyDigest, type OpenItem } from '../core/report/daily.ts';
import type { Period } from '../core/report/periods.ts';
import { viewFor } from '../core/review/view.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';

/** More than these would not change what a digest says but by a number. */
const MOST_OPEN = 500;

/** What a queue's day, or that of all queues, begins with; null when nobody needs to do anything. */
export const gatherDay = async (
  world: World,
  { period, queue, until }: { period: Period; queue: string | null; until: Instant },
): Promise<DailyDigest | null> => {
  const { queues, types } = world.policies.current();
  const now = world.clock.now();
  const names = queue === null ? Object.keys(queues) : [queue];
  const open = await world.store.listOpen({ queues: names, limit: MOST_OPEN });
  const items = open.flatMap((kase): OpenItem[] => {
    const type = types[kase.decision.type];
    if (type === undefined || kase.review === undefined) return [];
    const { id, revision, due_at, opened_at, assignee, status } = kase.review;
    return [
      {
        review_id: id,
        revision,
        // As everybody in a channel may see it.
        title: viewFor(kase, type, { kind: 'channel' }, now).title,
        queue: kase.decision.queue,
        due_at,
        opened_at,
        held_by: assignee === null ? null : (assignee.name ?? assignee.id),
        waiting_for_answer: status === 'waiting_info',
      },
    ];
  });
  return dailyDigest(items, { period, queue, now, until });
};
