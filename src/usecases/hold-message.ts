import type { Case } from '../core/review/case.ts';
import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import type { Instant } from '../core/time.ts';
import type { Surface, World } from '../ports.ts';
import { whoIsThere } from './who-is-there.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nobody gets more messages of their own within an hour. */
const MOST_AN_HOUR = 8;
/** Where nobody knows when somebody is back, it is seen again so much later. */
const LOOK_AGAIN_MS = 30 * MINUTE_MS;

/** What time itself tells people of: it can wait, and go together. */
export const BY_TIME: ReadonlySet<string> = new Set([
  'reminded',
  'backup_notified',
  'escalated',
  'reassigned',
]);

/** Whether a message can wait: whom a person writes to by what they do, they write to now. */
export const isHeld = ({ kind, about }: Pick<Surface, 'kind' | 'about'>, { events }: Case): boolean => {
  if (kind !== 'direct' || about === null || !BY_TIME.has(about.event)) return false;
  const event = events.find(({ type, at }) => type === about.event && at === about.at);
  return event !== undefined && event.actor.kind !== 'person';
};

/** What is to be done with a message to one person: it goes, it waits, or they will never read it. */
type Holding = { now: 'send' } | { now: 'wait'; until: Instant } | { now: 'drop'; because: string };

/**
 * Whether a message to one person may go now. Whoever is not there is left alone until they are, and nobody gets more than
 * their share: what comes on top waits, and then goes together.
 * @param queue in whose hours they work
 */
export const holdMessage = async (
  world: World,
  { channel: person }: Pick<Surface, 'channel'>,
  queue: string,
): Promise<Holding> => {
  const now = world.clock.now();
  const hours = world.policies.current().queues[queue]?.calendar ?? ALWAYS_OPEN;
  const there = (await whoIsThere(world, [person], hours)).get(person);
  if (there?.there === false)
    return there.because === 'deactivated'
      ? { now: 'drop', because: 'nobody reads it: the account is closed' }
      : { now: 'wait', until: Math.max(there.until ?? now + LOOK_AGAIN_MS, now + MINUTE_MS) };
  const sent = await world.store.directsSince(person, now - HOUR_MS, MOST_AN_HOUR);
  const first = sent.at(-1);
  return sent.length < MOST_AN_HOUR || first === undefined
    ? { now: 'send' }
    : { now: 'wait', until: Math.max(first + HOUR_MS, now + MINUTE_MS) };
};
