import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import type { Review } from '../core/review/review.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';

/** A blind answer stays as it was given, now that its giver has seen the recommendation. */
export const keepAnswer = (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
): Promise<Result<ReviewCase, Refusal>> =>
  changeReview(world, decision_id, () => ({ commands: [{ kind: 'keep_answer', by: asker }] }), id);
