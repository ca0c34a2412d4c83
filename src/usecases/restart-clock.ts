import { clockStart } from '../core/review/time-state.ts';
import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import { afterPause, type ClockState, latestDue, type StoppedClock } from '../core/sla/pause.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';

/** The clock of a review as it goes on when its question is answered or dropped now; as it stands where nothing is asked. */
export const restartedClock = (world: World, kase: ReviewCase): ClockState => {
  const { due_at, paused_ms, info } = kase.review;
  if (info === null) return { due_at, paused_ms };
  // A queue that took it over while it waited began a clock of its own.
  const from = Math.max(info.asked_at, clockStart(kase.review, kase.events));
  return afterPause({ ...clockOf(world, kase), from, until: world.clock.now() });
};

/** When a review is overdue though information is awaited: once the cap on pauses is used up, or by the source's moment. */
export const overdueAt = (world: World, kase: ReviewCase): Instant | null => latestDue(clockOf(world, kase));

const clockOf = (world: World, { decision, revision, review }: ReviewCase): StoppedClock => {
  const { sla_classes, queues } = world.policies.current();
  const { route, body } = revision;
  return {
    sla_class: sla_classes[route.sla_class],
    calendar: queues[decision.queue]?.calendar ?? ALWAYS_OPEN,
    due_at: review.due_at,
    paused_ms: review.paused_ms,
    source_due_at: body.due_at === undefined ? undefined : Date.parse(body.due_at),
  };
};
