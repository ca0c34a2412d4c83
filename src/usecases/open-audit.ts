import type { Actor } from '../core/actor.ts';
import type { Decision, DecisionEvent, Revision } from '../core/decision/decision.ts';
import { newReview } from '../core/review/new-review.ts';
import type { AuditCause, Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newCard } from './card-surfaces.ts';
import { planReview } from './plan-review.ts';
import { dueAt } from './route-submission.ts';

/** Why an audit is opened, by whom, and what its first event says beside that. */
export type Opening = { because: AuditCause; actor: Actor; data?: Record<string, unknown> };

/**
 * An audit of something that was decided already: a review after the fact, with its own card and the time that its SLA
 * class allows. The decision stays as it ended. The event is the caller's to record.
 */
export const openAudit = (
  world: World,
  decision: Decision,
  revision: Revision,
  { because, actor, data = {} }: Opening,
): { review: Review; event: DecisionEvent; writes: Write[] } => {
  const now = world.clock.now();
  const policy = world.policies.current();
  const id = world.ids.next('rev');
  const review = newReview({
    id,
    decision_id: decision.id,
    because,
    revision: decision.revision,
    // The source's own moment was for the decision, which is over.
    due_at: dueAt({ ...revision.body, due_at: undefined }, revision, policy, now),
    opened_at: now,
  });
  const kase = { decision, revision, review, events: [] };
  const planned = planReview(world, kase, policy.types[decision.type]);
  return {
    review,
    event: {
      type: because === 'sampled' ? 'audit_sampled' : 'audit_opened',
      at: now,
      actor,
      data: { ...data, review_id: id, because },
    },
    writes: [
      { insert: 'reviews', row: { ...review, queue: decision.queue, ...planned } },
      newCard(world, decision.id, policy, decision.queue, { review_id: id }),
    ],
  };
};
