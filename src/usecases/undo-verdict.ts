import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';

/** Takes back a verdict that is not final yet; only the person who gave it can. */
export const undoVerdict = (
  world: World,
  decisionId: string,
  asker: Asker,
): Promise<Result<ReviewCase, Refusal>> =>
  changeReview(world, decisionId, () => ({ commands: [{ kind: 'undo_verdict', by: asker }] }));
