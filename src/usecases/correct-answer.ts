import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { Given } from '../core/review/commands.ts';
import type { Review } from '../core/review/review.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';
import { whoAsks } from './who-asks.ts';

/**
 * A person says that another answer would have been right. The decision stays as it ended; the source is told.
 * @param given with `seen`, how many corrections there were when they looked
 */
export const correctAnswer = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
  given: Given & { seen?: number },
): Promise<Result<ReviewCase, Refusal>> => {
  const known = await whoAsks(world, asker);
  if (known === undefined) return err({ code: 'cannot_check_authority' });
  return changeReview(
    world,
    decision_id,
    () => ({ commands: [{ kind: 'correct', ...known, ...given }] }),
    id,
  );
};
