import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import type { Standing } from '../core/review/authority.ts';
import type { Review } from '../core/review/review.ts';
import type { World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';

/** Somebody takes it on. The others see who has it, and can still answer. */
export const claim = (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  standing: Standing,
): Promise<Result<ReviewCase, Refusal>> =>
  changeReview(world, decision_id, () => ({ commands: [{ kind: 'claim', ...standing }] }), id);
