import type { Instant } from '../time.ts';
import { addBusinessTime } from './business-time.ts';
import type { Calendar } from './calendar.ts';

const HOUR_MS = 3_600_000;

/** Time to answer, in open hours of the queue's calendar, and for how long waiting for information can stop its clock. */
export type SlaClass = { name: string; hours: number; pause_cap_hours: number };

export type DueInput = {
  /** Undefined when the policy no longer has it: then only the source's moment counts. */
  sla_class: SlaClass | undefined;
  /** Of the queue. */
  calendar: Calendar;
  /** When the clock began. */
  from: Instant;
  /** Open time during which information was awaited, in milliseconds. What exceeds the class's cap does not count. */
  paused_ms?: number;
  /** The source's own moment: real time, never stopped. */
  source_due_at?: Instant | undefined;
};

/** When an answer is due: the class's time and what the clock stood still, or the source's moment when that is sooner. */
export const dueAt = ({
  sla_class,
  calendar,
  from,
  paused_ms = 0,
  source_due_at = Number.POSITIVE_INFINITY,
}: DueInput): Instant | null => {
  const bySla =
    sla_class === undefined ? Number.POSITIVE_INFINITY : slaDue(sla_class, { calendar, from, paused_ms });
  const due = Math.min(bySla, source_due_at);
  return Number.isFinite(due) ? due : null;
};

const slaDue = (
  { hours, pause_cap_hours }: SlaClass,
  { calendar, from, paused_ms }: Required<Pick<DueInput, 'calendar' | 'from' | 'paused_ms'>>,
): Instant => {
  const paused = Math.min(paused_ms, pause_cap_hours * HOUR_MS);
  return addBusinessTime(calendar, from, Math.round(hours * HOUR_MS + paused));
};

/** How much longer the clock of a class may stand still, in open milliseconds, after `paused_ms` of it. */
export const pauseLeft = ({ pause_cap_hours }: SlaClass, paused_ms: number): number =>
  Math.max(0, Math.round(pause_cap_hours * HOUR_MS) - paused_ms);
