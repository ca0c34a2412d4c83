import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import type { Review } from '../core/review/review.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';

/** Takes back a verdict that is not final yet; only the person who gave it can. */
export const undoVerdict = (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
): Promise<Result<ReviewCase, Refusal>> =>
  changeReview(
    world,
    decision_id,
    () => ({ commands: [{ kind: 'undo_verdict', by: asker }] }),
    id,
    'type_gone',
  );
