import type { IANAZone } from 'luxon';
import type { Instant } from '../time.ts';

/** When something is published: a minute of the day on the wall, on one weekday (1 is Monday) or on each. */
export type PublishTime = { minute: number; weekday?: number };

/** A stretch of time with a name that no other of its kind has: `2026-11-25` or `2026-W47`. */
export type Period = { name: string; from: Instant; until: Instant };

/** After so long something that was missed is not published any more, in milliseconds: the next one says more. */
export const STALE_AFTER_MS = { digest: 12 * 3_600_000, report: 3 * 86_400_000 } as const;

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** Days since 1970-01-01 on the wall in the zone. 1970-01-01 was a Thursday. */
export const localDay = (at: Instant, zone: IANAZone): number =>
  Math.floor((at + zone.offset(at) * MINUTE_MS) / DAY_MS);

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/**
 * The moment at which the wall clock shows this minute on that local day. A minute that is skipped when clocks go forward
 * is taken as late as the clock was; of one that comes twice, the first.
 */
export const momentOf = (day: number, minute: number, zone: IANAZone): Instant => {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const before = zone.offset(wall - DAY_MS) * MINUTE_MS;
  const guess = wall - before;
  const after = zone.offset(guess) * MINUTE_MS;
  if (after === before) return guess;
  // The clock was changed since the day before; in the gap of a change there is no such minute.
  const changed = wall - after;
  return zone.offset(changed) * MINUTE_MS === after ? changed : guess;
};

/** The last moment up to `now` at which it is time to publish. */
export const lastTime = ({ minute, weekday }: PublishTime, zone: IANAZone, now: Instant): Instant => {
  let day = localDay(now, zone);
  while (momentOf(day, minute, zone) > now || (weekday !== undefined && weekdayOf(day) !== weekday)) day--;
  return momentOf(day, minute, zone);
};

/** The next moment after `now` at which it is. */
export const nextTime = ({ minute, weekday }: PublishTime, zone: IANAZone, now: Instant): Instant => {
  let day = localDay(now, zone);
  while (momentOf(day, minute, zone) <= now || (weekday !== undefined && weekdayOf(day) !== weekday)) day++;
  return momentOf(day, minute, zone);
};

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The local day of a moment. */
export const dayOf = (at: Instant, zone: IANAZone): Period => {
  const day = localDay(at, zone);
  return { name: dateOf(day), from: momentOf(day, 0, zone), until: momentOf(day + 1, 0, zone) };
};

/** The ISO week (Monday to Sunday, local) that holds the moment, shifted by whole weeks. */
export const weekOf = (at: Instant, zone: IANAZone, shift = 0): Period => {
  const today = localDay(at, zone);
  const monday = today - weekdayOf(today) + 1 + 7 * shift;
  return {
    name: weekName(monday),
    from: momentOf(monday, 0, zone),
    until: momentOf(monday + 7, 0, zone),
  };
};

/** ISO 8601: a week belongs to the year that has its Thursday. */
const weekName = (monday: number): string => {
  const thursday = monday + 3;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const first = Math.floor(Date.UTC(year, 0, 4) / DAY_MS);
  const firstMonday = first - weekdayOf(first) + 1;
  const week = (monday - firstMonday) / 7 + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};
