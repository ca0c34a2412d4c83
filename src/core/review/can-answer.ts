import type { Refusal } from '../refusal.ts';
import type { Standing } from './authority.ts';
import { answerOf } from './blind.ts';
import { whyNoSeat } from './place.ts';
import type { Review } from './review.ts';
import { type Grounds, notOpen, whyNever } from './why-not-now.ts';

/**
 * Why this person has nothing to answer in this review as it stands, whatever they were shown of it; undefined when they
 * have: it is open, they have not answered, and where several must, a seat that is asked now is open to them.
 */
export const whyNothingToAnswer = (
  review: Review,
  grounds: Grounds,
  standing: Standing,
): Refusal | undefined => {
  const refusal = whyNever(review, grounds, standing) ?? notOpen(review);
  if (refusal !== undefined) return refusal;
  const before = answerOf(review, standing.by.id);
  if (before !== undefined) return { code: 'answered_already', at: before.at };
  return review.kind === 'audit' ? undefined : whyNoSeat(review, grounds, standing);
};
