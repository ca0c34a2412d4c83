import type { Instant } from '../time.ts';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import type { Calendar } from './calendar.ts';

/** Something that waits, as far as it matters for when its turn comes. */
export type Waiting = { id: string; due_at: Instant | null; waits_for_answer: boolean };

/** What will be answered too late, as the queue goes now. */
export type AtRisk = { id: string; due_at: Instant; expected_at: Instant };

/** From so many answers on the pace of a queue is known. */
const LEAST_ANSWERS = 5;

/**
 * Open milliseconds from one answer of a queue to the next: the median, so that a pause for lunch does not count as slow
 * work. Null while too few answers are known. @param answered moments of its last answers, in any order
 */
export const paceOf = (answered: readonly Instant[], calendar: Calendar): number | null => {
  if (answered.length < LEAST_ANSWERS) return null;
  const sorted = answered.toSorted((a, b) => a - b);
  const gaps = sorted
    .slice(1)
    .map((at, index) => businessTimeBetween(calendar, sorted[index] ?? at, at))
    .toSorted((a, b) => a - b);
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? null;
};

/**
 * What will miss the moment when it is due if the queue goes on at its pace and takes what is due soonest first, hours
 * before it does. What is overdue already is no prediction, and what awaits an answer from outside takes no turn.
 * @param pace open milliseconds from one answer to the next
 */
export const predictLate = (
  waiting: readonly Waiting[],
  { pace, calendar, now }: { pace: number; calendar: Calendar; now: Instant },
): AtRisk[] => {
  const inTurn = waiting
    .filter(({ waits_for_answer }) => !waits_for_answer)
    .toSorted((a, b) => (a.due_at ?? Infinity) - (b.due_at ?? Infinity) || (a.id < b.id ? -1 : 1));
  return inTurn.flatMap(({ id, due_at }, place): AtRisk[] => {
    if (due_at === null || due_at < now) return [];
    const expected_at = addBusinessTime(calendar, now, Math.round((place + 1) * pace));
    return expected_at > due_at ? [{ id, due_at, expected_at }] : [];
  });
};
