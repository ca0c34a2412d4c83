import type { Revision } from '../core/decision/decision.ts';
import { decisionDigest } from '../core/decision/digest.ts';
import type { Submission } from '../core/decision/submission.ts';
import type { DecisionType, Policy } from '../core/policy/policy.ts';
import { route } from '../core/policy/route.ts';
import type { RouteStats } from '../core/policy/route-draft.ts';
import type { Stop } from '../core/policy/stop.ts';
import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import { dueAt as slaDueAt } from '../core/sla/due.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';

type Routing = {
  submission: Submission;
  type: DecisionType;
  policy: Policy;
  /** In force for the type. */
  stop: Stop | undefined;
  /** What was read of earlier decisions. */
  stats: RouteStats;
  now: Instant;
};

/** A revision with its route and digest: the facts as they stand from `now` on. */
export const routed = (
  world: World,
  decisionId: string,
  number: number,
  { submission, type, policy, stop, stats, now }: Routing,
): Revision => {
  const found = route({
    policy,
    type,
    submission,
    stats,
    ...(stop === undefined ? {} : { stop }),
    now,
    draw: (purpose) => world.draw(decisionId, purpose),
    sampling: world.sampling,
  });
  return {
    decision_id: decisionId,
    revision: number,
    body: submission,
    route: found,
    digest: decisionDigest(submission, found, (purpose) => world.draw(decisionId, purpose)),
    created_at: now,
  };
};

/**
 * When an answer is due: the SLA class's time by the queue's calendar, or the source's own moment when that is sooner.
 * @param from when the clock began
 * @param paused_ms open time for which it has stood still since, in milliseconds
 */
export const dueAt = (
  submission: Submission,
  { route }: Revision,
  policy: Policy,
  from: Instant,
  paused_ms = 0,
): Instant | null =>
  slaDueAt({
    sla_class: policy.sla_classes[route.sla_class],
    calendar: policy.queues[route.queue]?.calendar ?? ALWAYS_OPEN,
    from,
    paused_ms,
    source_due_at: submission.due_at === undefined ? undefined : Date.parse(submission.due_at),
  });
