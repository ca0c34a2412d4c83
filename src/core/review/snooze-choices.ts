import { DateTime } from 'luxon';
import type { Instant } from '../time.ts';
import { LONGEST_SNOOZE_MS } from './verbs/snooze.ts';

/** A moment until which something can be put aside, and how people call it. */
export type SnoozeChoice = { id: 'hour' | 'three_hours' | 'tomorrow'; until: Instant };

const HOUR_MS = 3_600_000;
/** When a day begins for somebody who puts something off until tomorrow. */
const MORNING = { hour: 9, minute: 0, second: 0, millisecond: 0 };

/**
 * What can be chosen now: nothing past the moment when it is due.
 * @param zone the person's, by its name in the IANA database
 */
export const snoozeChoices = (now: Instant, dueAt: Instant | null, zone: string): SnoozeChoice[] => {
  const tomorrow = DateTime.fromMillis(now, { zone }).plus({ days: 1 }).set(MORNING).toMillis();
  const all: SnoozeChoice[] = [
    { id: 'hour', until: now + HOUR_MS },
    { id: 'three_hours', until: now + 3 * HOUR_MS },
    { id: 'tomorrow', until: tomorrow },
  ];
  const latest = latestSnooze(now, dueAt);
  return all.filter(({ until }) => until > now && until <= latest);
};

/** The last moment until which something can be put aside. */
export const latestSnooze = (now: Instant, dueAt: Instant | null): Instant =>
  Math.min(dueAt ?? Number.POSITIVE_INFINITY, now + LONGEST_SNOOZE_MS);

/** The time of day on the wall of that zone: `14:05`. */
export const clockIn = (at: Instant, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat('HH:mm');
