import type { EndingCount } from '../core/report/ending.ts';
import type { Period } from '../core/report/periods.ts';
import { type OpenNow, type WeeklyReport, weeklyReport } from '../core/report/weekly.ts';
import { viewFor } from '../core/review/view.ts';
import type { World } from '../ports.ts';

const WEEKS_BEFORE = [4, 3, 2, 1];
const WEEK_MS = 7 * 86_400_000;
const MOST_OPEN = 500;
const OLDEST_SHOWN = 5;

/** A week's report of one queue or of all, and the counts that it was made of. */
export const gatherWeek = async (
  world: World,
  period: Period,
  queue: string | null,
): Promise<{ report: WeeklyReport; counts: EndingCount[] }> => {
  const { store } = world;
  const of = queue === null ? {} : { queue };
  const [counts, median, now, ...before] = await Promise.all([
    store.countEndings({ ...period, ...of }),
    store.medianWait({ ...period, ...of }),
    openNow(world, queue),
    ...WEEKS_BEFORE.map((weeks) =>
      store.countOverrides({
        from: period.from - weeks * WEEK_MS,
        until: period.until - weeks * WEEK_MS,
        ...of,
      }),
    ),
  ]);
  const facts = { period, queue, counts, before, median_wait_ms: median ?? null, now };
  return { report: weeklyReport(facts), counts };
};

const openNow = async (world: World, queue: string | null): Promise<OpenNow> => {
  const { queues, types } = world.policies.current();
  const now = world.clock.now();
  const names = queue === null ? Object.keys(queues) : [queue];
  const open = await world.store.listOpen({ queues: names, limit: MOST_OPEN });
  const overdue = open.filter(({ review }) => (review?.due_at ?? Number.POSITIVE_INFINITY) < now);
  const oldest = open
    .toSorted((a, b) => (a.review?.opened_at ?? 0) - (b.review?.opened_at ?? 0))
    .slice(0, OLDEST_SHOWN)
    .flatMap((kase) => {
      const type = types[kase.decision.type];
      if (type === undefined || kase.review === undefined) return [];
      const { title } = viewFor(kase, type, { kind: 'channel' }, now);
      return [{ title, opened_at: kase.review.opened_at, queue: kase.decision.queue }];
    });
  return { open: open.length, overdue: overdue.length, oldest };
};
