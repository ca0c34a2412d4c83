import type { Policy, Publishing } from '../core/policy/policy.ts';
import {
  dayOf,
  lastTime,
  nextTime,
  type Period,
  type PublishTime,
  STALE_AFTER_MS,
  weekOf,
} from '../core/report/periods.ts';
import { weeklyCsv } from '../core/report/weekly-csv.ts';
import { isOpenAt } from '../core/sla/business-time.ts';
import { ALWAYS_OPEN, type Calendar, calendarOf } from '../core/sla/calendar.ts';
import type { Instant } from '../core/time.ts';
import type { Post, World } from '../ports.ts';
import { gatherDay } from './gather-day.ts';
import { gatherWeek } from './gather-week.ts';
import { newPost } from './send-posts.ts';

/** Something that is published again and again: a queue's or the managers' digest or report. */
type Publication = {
  kind: 'digest' | 'report';
  /** The queue; null for all of them. */
  queue: string | null;
  about: string;
  channel: string;
  time: PublishTime;
  zone: Calendar['zone'];
  /** Digests keep quiet on days on which nobody works. */
  calendar: Calendar;
};

/** All that the policy has published. Managers who get a message each are asked for, with their clocks. */
const publicationsOf = async (world: World): Promise<Publication[]> => {
  const { queues, managers } = world.policies.current();
  const ofQueues = Object.values(queues).flatMap(({ name, channel, calendar, publishes }) =>
    publishing(publishes, calendar.zone).map((one) => ({
      ...one,
      queue: name,
      about: `queue ${name}`,
      channel,
      calendar,
    })),
  );
  if (managers === undefined) return ofQueues;
  const { to, calendar, publishes } = managers;
  const readers =
    'channel' in to
      ? [{ about: 'managers', channel: to.channel, zone: calendar.zone }]
      : await readersOf(world, to.role, calendar);
  return [
    ...ofQueues,
    ...readers.flatMap(({ zone, ...reader }) =>
      publishing(publishes, zone).map((one) => ({ ...one, ...reader, queue: null, calendar })),
    ),
  ];
};

/** So many people get a message of their own at most. */
const MOST_READERS = 50;

/** Each member of a role on their own clock; nobody while Slack does not say who they are. */
const readersOf = async (
  world: World,
  role: string,
  calendar: Calendar,
): Promise<{ about: string; channel: string; zone: Calendar['zone'] }[]> => {
  const people = (await world.directory.membersOf(role)) ?? [];
  return Promise.all(
    people.slice(0, MOST_READERS).map(async ({ id }) => {
      const tz = await zoneOf(world, id);
      const zone = tz === null ? calendar.zone : calendarOf({ ...calendar, time_zone: tz }).zone;
      return { about: `manager ${id}`, channel: id, zone };
    }),
  );
};

/** How long it is held true where somebody's clock stands, in milliseconds: it is looked at every minute. */
const ZONE_FOR_MS = 3_600_000;
const zones = new WeakMap<World, Map<string, { tz: string | null; until: Instant }>>();

const zoneOf = async (world: World, personId: string): Promise<string | null> => {
  const known = zones.get(world) ?? new Map<string, { tz: string | null; until: Instant }>();
  zones.set(world, known);
  const now = world.clock.now();
  const kept = known.get(personId);
  if (kept !== undefined && now < kept.until) return kept.tz;
  const presence = await world.directory.presence(personId);
  if (presence === undefined) return kept?.tz ?? null;
  known.set(personId, { tz: presence.tz, until: now + ZONE_FOR_MS });
  return presence.tz;
};

const publishing = (
  { digest, report }: Publishing,
  zone: Calendar['zone'],
): Pick<Publication, 'kind' | 'time' | 'zone'>[] => [
  ...(digest === undefined ? [] : [{ kind: 'digest' as const, time: digest, zone }]),
  ...(report === undefined ? [] : [{ kind: 'report' as const, time: report, zone }]),
];

/** The last time up to `now` at which it was to be published, and what that was about; undefined when that is long over. */
const periodOf = (
  { kind, time, zone }: Publication,
  now: Instant,
): { period: Period; at: Instant } | undefined => {
  const at = lastTime(time, zone, now);
  if (now - at > STALE_AFTER_MS[kind]) return undefined;
  return { at, period: kind === 'digest' ? dayOf(at, zone) : weekOf(at, zone, -1) };
};

/**
 * Publishes what is due and has not been. A row that names kind, subject and period is committed once, so that restarts,
 * clock jumps and several instances at once publish it once.
 */
export const publishDue = async (world: World): Promise<void> => {
  const now = world.clock.now();
  for (const publication of await publicationsOf(world)) {
    const due = periodOf(publication, now);
    if (due === undefined) continue;
    const { kind, about } = publication;
    if ((await world.store.findPost(kind, about, due.period.name)) !== undefined) continue;
    const made = await make(world, publication, due);
    const { channel } = publication;
    const committed = await world.store.commit([
      newPost(world, { kind, about, period: due.period.name, channel, ...made }),
    ]);
    if (committed.ok) world.wakeUps.wake('posts', channel);
  }
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
