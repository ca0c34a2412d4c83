import type { Instant } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { lastUpTo, openBefore, WINDOW_MS, windowAt, windowIndex } from './open-windows.ts';

/**
 * The moment at which `ms` of open time have passed since `from`: the first such moment, so that what is due at closing
 * time is due then and not when the doors open again. With negative `ms` it goes back, to the last such moment. Zero
 * stays where it is. Whole milliseconds.
 */
export const addBusinessTime = (calendar: Calendar, from: Instant, ms: number): Instant => {
  if (ms === 0 || calendar.always) return from + ms;
  return ms > 0 ? forward(calendar, from, ms) : back(calendar, from, -ms);
};

const forward = (calendar: Calendar, from: Instant, ms: number): Instant => {
  let index = windowIndex(from);
  let window = windowAt(calendar, index);
  let wanted = openBefore(window, from) + ms;
  while (wanted > window.total) {
    wanted -= window.total;
    index++;
    window = windowAt(calendar, index);
  }
  const span = lastUpTo(window.before, wanted, true);
  return (window.starts[span] ?? from) + wanted - (window.before[span] ?? 0);
};

const back = (calendar: Calendar, from: Instant, ms: number): Instant => {
  let index = windowIndex(from);
  let window = windowAt(calendar, index);
  let left = openBefore(window, from) - ms;
  while (left < 0) {
    index--;
    window = windowAt(calendar, index);
    left += window.total;
  }
  const span = lastUpTo(window.before, left);
  return (window.starts[span] ?? from) + left - (window.before[span] ?? 0);
};

/** Open milliseconds from `from` until `until`; negative when `until` is the earlier one. */
export const businessTimeBetween = (calendar: Calendar, from: Instant, until: Instant): number => {
  if (calendar.always) return until - from;
  if (until < from) return 0 - businessTimeBetween(calendar, until, from);
  const first = windowIndex(from);
  const last = windowIndex(until);
  let open = openBefore(windowAt(calendar, last), until) - openBefore(windowAt(calendar, first), from);
  for (let index = first; index < last; index++) open += windowAt(calendar, index).total;
  return open;
};

export const isOpenAt = (calendar: Calendar, at: Instant): boolean => {
  const { starts, ends } = windowAt(calendar, windowIndex(at));
  return at < (ends[lastUpTo(starts, at)] ?? Number.NEGATIVE_INFINITY);
};

/** `at` itself when it is open, else the moment at which the doors open next. */
export const nextOpening = (calendar: Calendar, at: Instant): Instant => {
  if (isOpenAt(calendar, at)) return at;
  for (let index = windowIndex(at); ; index++) {
    const { starts } = windowAt(calendar, index);
    const next = starts[lastUpTo(starts, Math.max(at, index * WINDOW_MS - 1)) + 1];
    if (next !== undefined) return next;
  }
};
