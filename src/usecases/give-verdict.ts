import type { Values } from '../core/decision/decision.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { Review } from '../core/review/review.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { whoAsks } from './who-asks.ts';

export type GivenVerdict = {
  shown: { revision: number; digest: string };
  option: string;
  values?: Values;
  reason_code: string;
  rationale: string;
  tags: string[];
  form_open_ms?: number;
};

/** A person answers a review. Who may, is read from the directory now, not from what the card allowed. */
export const giveVerdict = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
  given: GivenVerdict,
): Promise<Result<ReviewCase, Refusal>> => {
  const known = await whoAsks(world, asker);
  if (known === undefined) return err({ code: 'cannot_check_authority' });
  const plan: Plan = { commands: [{ kind: 'give_verdict', ...known, ...given }] };
  return changeReview(world, decision_id, () => plan, id);
};
