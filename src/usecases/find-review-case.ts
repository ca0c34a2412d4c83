import type { DecisionType } from '../core/policy/policy.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { whatIsAsked } from './what-is-asked.ts';

/** The case of a review or an audit, with its type; undefined when either is gone. */
export const findReviewCase = async (
  world: World,
  reviewId: string,
): Promise<{ kase: ReviewCase; type: DecisionType } | undefined> => {
  const kase = await world.store.findCaseOfReview(reviewId);
  const type = kase && world.policies.current().types[kase.decision.type];
  if (kase?.review === undefined || type === undefined) return undefined;
  return { kase: { ...kase, review: kase.review, asks: whatIsAsked(world, kase.decision.id) }, type };
};
