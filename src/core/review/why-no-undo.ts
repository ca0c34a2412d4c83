import type { Refusal } from '../refusal.ts';
import type { Instant } from '../time.ts';
import { answerOf } from './blind.ts';
import type { Review } from './review.ts';

/** Why this person cannot take an answer of theirs back now; undefined when they can. */
export const whyNoUndo = (review: Review, { id }: { id: string }, now: Instant): Refusal | undefined => {
  const last = review.verdicts.at(-1) ?? review.endorsements.at(-1);
  if (last === undefined) return { code: 'nothing_awaited' };
  // While others still have to answer it there is no hurry.
  const isOpen = review.status === 'open' || review.status === 'waiting_info';
  const isInTime = review.status === 'settling' && now < (review.settle_at ?? 0);
  if (!isOpen && !isInTime) return { code: 'undo_closed', at: review.settle_at ?? review.settled_at ?? now };
  const mine = answerOf(review, id);
  if (mine === undefined) return { code: 'not_your_verdict', by: last.by };
  return mine.blind === undefined ? undefined : { code: 'answered_blind' };
};
