import type { Instant } from '../time.ts';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import { pauseLeft, type SlaClass } from './due.ts';

/** A time during which information was awaited, and the clock that stood still meanwhile. */
export type Pause = StoppedClock & { from: Instant; until: Instant };

/** A clock as a pause begins. */
export type StoppedClock = {
  /** Undefined when the policy no longer has it: then nothing moves. */
  sla_class: SlaClass | undefined;
  /** Of the queue. */
  calendar: Calendar;
  /** When an answer was due as the pause began. */
  due_at: Instant | null;
  /** Open time of earlier pauses, in milliseconds. */
  paused_ms: number;
  /** The source's own moment: real time, never stopped. */
  source_due_at?: Instant | undefined;
};

/** Where a clock stands: when an answer is due, and for how much open time it has stood still in all, in milliseconds. */
export type ClockState = { due_at: Instant | null; paused_ms: number };

/**
 * The clock after a pause: due later by the pause's open time, as far as the class's cap on all pauses together allows,
 * and never later than the source's own moment. As `dueAt` has it from the beginning.
 */
export const afterPause = ({
  sla_class,
  calendar,
  due_at,
  paused_ms,
  from,
  until,
  source_due_at = Number.POSITIVE_INFINITY,
}: Pause): ClockState => {
  const open = Math.max(0, businessTimeBetween(calendar, from, until));
  const counted = sla_class === undefined ? 0 : Math.min(open, pauseLeft(sla_class, paused_ms));
  return {
    due_at: due_at === null ? null : Math.min(addBusinessTime(calendar, due_at, counted), source_due_at),
    paused_ms: paused_ms + open,
  };
};

/** How late an answer can be due after a pause that has no end: at that moment it is overdue while information is awaited. */
export const latestDue = ({
  sla_class,
  calendar,
  due_at,
  paused_ms,
  source_due_at = Number.POSITIVE_INFINITY,
}: StoppedClock): Instant | null => {
  if (due_at === null) return null;
  const left = sla_class === undefined ? 0 : pauseLeft(sla_class, paused_ms);
  return Math.min(addBusinessTime(calendar, due_at, left), source_due_at);
};
