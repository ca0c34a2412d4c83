import type { IANAZone } from 'luxon';
import type { Instant } from '../time.ts';

/** A stretch of time in which the wall clock stands `offset_ms` ahead of UTC. */
export type OffsetSpan = { from: Instant; until: Instant; offset_ms: number };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The offsets of a zone from `from` until `until`, in order and without gaps. Looked at once a day; where two looks
 * differ, the moment of the change is searched for to the millisecond.
 */
export const offsetsBetween = (zone: IANAZone, from: Instant, until: Instant): OffsetSpan[] => {
  const offsetAt = (at: Instant): number => zone.offset(at) * MINUTE_MS;
  const spans: OffsetSpan[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let look = from; look < until; look += DAY_MS) {
    const next = Math.min(look + DAY_MS, until);
    const after = offsetAt(next);
    if (after === offset) continue;
    const change = firstWith(after, { offsetAt, before: look, at: next });
    spans.push({ from: start, until: change, offset_ms: offset });
    start = change;
    offset = after;
  }
  spans.push({ from: start, until, offset_ms: offset });
  return spans.filter((span) => span.from < span.until);
};

/** The first moment in (`before`, `at`] at which the offset is `after`. */
const firstWith = (
  after: number,
  { offsetAt, before, at }: { offsetAt: (at: Instant) => number; before: Instant; at: Instant },
): Instant => {
  let low = before;
  let high = at;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === after) high = middle;
    else low = middle;
  }
  return high;
};
