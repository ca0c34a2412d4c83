import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import { afterPause, type ClockState } from '../core/sla/pause.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';

/** The clock of a review as it goes on when its question is answered or dropped now; as it stands where nothing is asked. */
export const restartedClock = (world: World, { decision, revision, review }: ReviewCase): ClockState => {
  const { due_at, paused_ms, info } = review;
  if (info === null) return { due_at, paused_ms };
  const { sla_classes, queues } = world.policies.current();
  const { route, body } = revision;
  return afterPause({
    sla_class: sla_classes[route.sla_class],
    calendar: queues[decision.queue]?.calendar ?? ALWAYS_OPEN,
    due_at,
    paused_ms,
    from: info.asked_at,
    until: world.clock.now(),
    source_due_at: body.due_at === undefined ? undefined : Date.parse(body.due_at),
  });
};
