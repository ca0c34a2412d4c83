import type { Policy } from '../core/policy/policy.ts';
import { dayOf, lastTime, nextTime, type Period, STALE_AFTER_MS, weekOf } from '../core/report/periods.ts';
import { weeklyCsv } from '../core/report/weekly-csv.ts';
import { isOpenAt } from '../core/sla/business-time.ts';
import { ALWAYS_OPEN, type Calendar } from '../core/sla/calendar.ts';
import type { Instant } from '../core/time.ts';
import type { Post, World } from '../ports.ts';
import { gatherDay } from './gather-day.ts';
import { gatherWeek } from './gather-week.ts';
import { ofManagers, ofQueues, type Publication } from './publications.ts';
import { newPost } from './send-posts.ts';

/** The last time up to `now` at which it was to be published, and what that was about; undefined when that is long over. */
const periodOf = (
  { kind, time, zone }: Publication,
  now: Instant,
): { period: Period; at: Instant } | undefined => {
  const at = lastTime(time, zone, now);
  if (now - at > STALE_AFTER_MS[kind]) return undefined;
  return { at, period: kind === 'digest' ? dayOf(at, zone) : weekOf(at, zone, -1) };
};

/** Something that could not be published now, and why; it is tried again at the next look. */
export type Unpublished = { what: string; error: unknown };

/**
 * Publishes what is due and has not been. A row that names kind, subject and period is committed once, so that restarts,
 * clock jumps and several instances at once publish it once. What fails is answered, and holds up none of the others.
 */
export const publishDue = async (world: World): Promise<Unpublished[]> => {
  const failed: Unpublished[] = [];
  const tried = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      failed.push({ what, error });
      return undefined;
    }
  };
  const managers = await tried('what managers read', () => ofManagers(world));
  const now = world.clock.now();
  for (const one of [...ofQueues(world.policies.current()), ...(managers ?? [])])
    await tried(`${one.kind} of ${one.about}`, () => publish(world, one, now));
  return failed;
};

const publish = async (world: World, publication: Publication, now: Instant): Promise<void> => {
  const due = periodOf(publication, now);
  if (due === undefined) return;
  const { kind, about, channel } = publication;
  if ((await world.store.findPost(kind, about, due.period.name)) !== undefined) return;
  const made = await make(world, publication, due);
  const committed = await world.store.commit([
    newPost(world, { kind, about, period: due.period.name, channel, ...made }),
  ]);
  if (committed.ok) world.wakeUps.wake('posts', channel);
};

const QUIET = { body: null, status: 'quiet' } as const;

const make = async (
  world: World,
  { kind, queue, time, zone, calendar }: Publication,
  { period, at }: { period: Period; at: Instant },
): Promise<Pick<Post, 'body'> & Partial<Pick<Post, 'file' | 'status'>>> => {
  if (kind === 'digest') {
    const isWorkday = calendar.always || openOn(calendar, period);
    const digest = isWorkday
      ? await gatherDay(world, { period, queue, until: nextTime(time, zone, at) })
      : null;
    return digest === null ? QUIET : { body: digest };
  }
  const { report, counts } = await gatherWeek(world, period, queue);
  // Of a week in which nothing ended there is nothing to tell, as of the one before the desk was opened.
  if (counts.length === 0) return QUIET;
  const name = `handraise-${period.name}${queue === null ? '' : `-${queue}`}.csv`;
  return { body: report, file: { name, text: weeklyCsv(counts) } };
};

/** Looked at every half an hour: shorter openings are none. */
const LOOK_MS = 1_800_000;

const openOn = (calendar: Calendar, { from, until }: Period): boolean => {
  for (let at = from; at < until; at += LOOK_MS) if (isOpenAt(calendar, at)) return true;
  return false;
};

/** Whose wall a report goes by: the queue's, or the managers'. */
export const reportZone = ({ queues, managers }: Policy, queue: string | null): Calendar['zone'] =>
  (queue === null ? managers?.calendar : queues[queue]?.calendar)?.zone ?? ALWAYS_OPEN.zone;
