import type { Policy, Publishing } from '../core/policy/policy.ts';
import type { PublishTime } from '../core/report/periods.ts';
import { type Calendar, calendarOf } from '../core/sla/calendar.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';

/** Something that is published again and again: a queue's or the managers' digest or report. */
export type Publication = {
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

/** What each queue has published in its own channel. */
export const ofQueues = ({ queues }: Policy): Publication[] =>
  Object.values(queues).flatMap(({ name, channel, calendar, publishes }) =>
    publishing(publishes, calendar.zone).map((one) => ({
      ...one,
      queue: name,
      about: `queue ${name}`,
      channel,
      calendar,
    })),
  );

/** What managers read about all queues: in a channel, or each of them, who are asked for with their clocks. */
export const ofManagers = async (world: World): Promise<Publication[]> => {
  const { managers } = world.policies.current();
  if (managers === undefined) return [];
  const { to, calendar, publishes } = managers;
  const readers =
    'channel' in to
      ? [{ about: 'managers', channel: to.channel, zone: calendar.zone }]
      : await readersOf(world, to.role, calendar);
  return readers.flatMap(({ zone, ...reader }) =>
    publishing(publishes, zone).map((one) => ({ ...one, ...reader, queue: null, calendar })),
  );
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
