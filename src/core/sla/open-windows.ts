import type { Instant } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { offsetsBetween } from './zone-offsets.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Time is cut into windows of this length; the open times of one are computed when somebody asks, and kept. */
export const WINDOW_MS = 28 * DAY_MS;
/** Day 0, 1970-01-01, was a Thursday: the fourth of a week that begins on Monday. */
const FIRST_WEEKDAY = 3;

/** The open times of one window as moments: span i is [starts[i], ends[i]), and `before[i]` ms are open before it. */
export type OpenWindow = { starts: Instant[]; ends: Instant[]; before: number[]; total: number };

export const windowIndex = (at: Instant): number => Math.floor(at / WINDOW_MS);

export const windowAt = (calendar: Calendar, index: number): OpenWindow => {
  const known = calendar.windows.get(index);
  if (known !== undefined) return known;
  const made = openWindow(calendar, index * WINDOW_MS, (index + 1) * WINDOW_MS);
  calendar.windows.set(index, made);
  return made;
};

/**
 * A moment is open when the wall clock says so. Where clocks are put back, a wall time comes twice and both count; where
 * they are put forward, what is skipped never comes. So open time is real time.
 */
const openWindow = (calendar: Calendar, from: Instant, until: Instant): OpenWindow => {
  const made: OpenWindow = { starts: [], ends: [], before: [], total: 0 };
  for (const span of offsetsBetween(calendar.zone, from, until)) {
    const wallFrom = span.from + span.offset_ms;
    const wallUntil = span.until + span.offset_ms;
    for (let day = Math.floor(wallFrom / DAY_MS); day * DAY_MS < wallUntil; day++) {
      if (isClosed(calendar, day)) continue;
      for (const [opens, closes] of calendar.hours[weekdayOf(day)] ?? []) {
        const start = Math.max(day * DAY_MS + opens * MINUTE_MS, wallFrom);
        const end = Math.min(day * DAY_MS + closes * MINUTE_MS, wallUntil);
        if (start < end) append(made, start - span.offset_ms, end - span.offset_ms);
      }
    }
  }
  return made;
};

const append = (made: OpenWindow, start: Instant, end: Instant): void => {
  if (made.ends.at(-1) === start) made.ends[made.ends.length - 1] = end;
  else {
    made.starts.push(start);
    made.ends.push(end);
    made.before.push(made.total);
  }
  made.total += end - start;
};

const weekdayOf = (day: number): number => (((day + FIRST_WEEKDAY) % 7) + 7) % 7;

const isClosed = ({ closed, holidays }: Calendar, day: number): boolean => {
  if (closed.size === 0 && holidays === undefined) return false;
  const local = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return closed.has(local) || holidays?.(Number(local.slice(0, 4))).has(local) === true;
};

/** The last index whose value is at most `limit` (or below it, when `strictly`); -1 when there is none. */
export const lastUpTo = (values: readonly number[], limit: number, strictly = false): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle] ?? Number.POSITIVE_INFINITY;
    if (strictly ? value < limit : value <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Open milliseconds of the window before `at`, which lies within it. */
export const openBefore = ({ starts, ends, before }: OpenWindow, at: Instant): number => {
  const index = lastUpTo(starts, at);
  if (index < 0) return 0;
  return (before[index] ?? 0) + Math.min(at, ends[index] ?? at) - (starts[index] ?? at);
};
