import type { DecisionType } from '../core/policy/policy.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { typeIn } from './type-in.ts';
import { whatIsAsked } from './what-is-asked.ts';

/** What a press or a form is about, with its type; or that it is not here, or that its type is no longer in the policy. */
export const findReviewCase = async (
  world: World,
  reviewId: string | undefined,
): Promise<Result<{ kase: ReviewCase; type: DecisionType }, Refusal>> => {
  const kase = reviewId === undefined ? undefined : await world.store.findCaseOfReview(reviewId);
  if (kase?.review === undefined) return err({ code: 'not_found' });
  const type = typeIn(world, kase.decision.type);
  if (type === undefined) return err({ code: 'type_gone', type: kase.decision.type });
  return ok({ kase: { ...kase, review: kase.review, asks: whatIsAsked(world, kase.decision.id) }, type });
};
