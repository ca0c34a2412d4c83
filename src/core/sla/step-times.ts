import type { Instant } from '../time.ts';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import type { Chain, StepMoment } from './chain.ts';

/** The clock of a review, as it stands. */
export type SlaClock = {
  opened_at: Instant;
  /** With all earlier pauses, and without the one that lasts now. */
  due_at: Instant;
  /** The source's own moment, which no pause moves; null when it gave none. */
  source_due_at: Instant | null;
  /** Open milliseconds for which the clock stood still, in pauses that are over. */
  paused_ms: number;
  /** While information is awaited: since when, and for how many open milliseconds the clock may still stand. */
  waiting: { since: Instant; cap_left_ms: number } | null;
};

/**
 * When each step of a chain is taken, in the chain's order, none before the one above it. While information is awaited
 * these are the latest moments: those at which the clock arrives if nobody answers and the pause runs to its cap.
 */
export const stepTimes = (chain: Chain, calendar: Calendar, clock: SlaClock): Instant[] => {
  const due = dueLatest(calendar, clock);
  const bySource = clock.source_due_at !== null && clock.source_due_at <= due;
  const paused = bySource ? 0 : clock.paused_ms;
  const stopped = bySource ? null : clock.waiting;
  const base = bySource ? (clock.source_due_at ?? due) : clock.due_at;
  const whole = Math.max(0, businessTimeBetween(calendar, clock.opened_at, base) - paused);
  const timeOf = (moment: StepMoment): Instant => {
    const at = unstopped(moment, { calendar, opened_at: clock.opened_at, due: base, whole, paused });
    return stopped === null || at <= stopped.since ? at : addBusinessTime(calendar, at, stopped.cap_left_ms);
  };
  let before = clock.opened_at;
  return chain.map(({ when }) => {
    before = Math.max(before, timeOf(when));
    return before;
  });
};

/** When it is due if the pause that lasts now runs to its cap. */
const dueLatest = (calendar: Calendar, { due_at, waiting }: SlaClock): Instant =>
  waiting === null || due_at <= waiting.since
    ? due_at
    : addBusinessTime(calendar, due_at, waiting.cap_left_ms);

type Stretch = { calendar: Calendar; opened_at: Instant; due: Instant; whole: number; paused: number };

/** From the due moment on, and just before it, steps are measured from it: it may lie outside the open hours. */
const unstopped = ({ share, offset_ms }: StepMoment, stretch: Stretch): Instant => {
  const { calendar, opened_at, due, whole, paused } = stretch;
  if (share >= 1) return addBusinessTime(calendar, due, Math.round((share - 1) * whole) + offset_ms);
  const passed = Math.round(share * whole) + offset_ms;
  return addBusinessTime(calendar, opened_at, passed === 0 ? 0 : passed + paused);
};
