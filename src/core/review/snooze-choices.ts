import { IANAZone } from 'luxon';
import type { Instant } from '../time.ts';
import { LONGEST_SNOOZE_MS } from './verbs/snooze.ts';

/** A moment until which something can be put aside, and how people call it. */
export type SnoozeChoice = { id: 'hour' | 'three_hours' | 'tomorrow'; until: Instant };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** When a day begins for somebody who puts something off until tomorrow, in milliseconds after midnight. */
const MORNING_MS = 9 * HOUR_MS;

/**
 * What can be chosen now: nothing past the moment when it is due.
 * @param zone the person's, by its name in the IANA database
 */
export const snoozeChoices = (now: Instant, dueAt: Instant | null, zone: string): SnoozeChoice[] => {
  const all: SnoozeChoice[] = [
    { id: 'hour', until: now + HOUR_MS },
    { id: 'three_hours', until: now + 3 * HOUR_MS },
    { id: 'tomorrow', until: tomorrowMorning(now, IANAZone.create(zone)) },
  ];
  const latest = latestSnooze(now, dueAt);
  return all.filter(({ until }) => until > now && until <= latest);
};

/** The last moment until which something can be put aside. */
export const latestSnooze = (now: Instant, dueAt: Instant | null): Instant =>
  Math.min(dueAt ?? Number.POSITIVE_INFINITY, now + LONGEST_SNOOZE_MS);

/** The time of day on the wall of that zone: `14:05`. */
export const clockIn = (at: Instant, zone: string): string => {
  const minutes = Math.floor((wallAt(at, IANAZone.create(zone)) % DAY_MS) / MINUTE_MS);
  const digits = (part: number): string => String(part).padStart(2, '0');
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
};

const wallAt = (at: Instant, zone: IANAZone): number => at + zone.offset(at) * MINUTE_MS;

/** The clocks may change in the night: by the offset that holds then. */
const tomorrowMorning = (now: Instant, zone: IANAZone): Instant => {
  const wall = (Math.floor(wallAt(now, zone) / DAY_MS) + 1) * DAY_MS + MORNING_MS;
  return wall - zone.offset(wall - zone.offset(now) * MINUTE_MS) * MINUTE_MS;
};
