import type { DecisionType } from '../core/policy/policy.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import { notOpen, whyNever } from '../core/review/why-not-now.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { mayBeGiven } from './may-be-given.ts';
import { whoAsks } from './who-asks.ts';

/** `to` is a person's id; `anyway` gives it to them also while they are away. */
export type HandingOver = { to: string; note: string; anyway: boolean };

/** Somebody who may decide it gives it to somebody else who may. */
export const handOver = async (
  world: World,
  kase: ReviewCase,
  type: DecisionType,
  asker: Asker,
  { to, note, anyway }: HandingOver,
): Promise<Result<ReviewCase, Refusal>> => {
  const standing = await whoAsks(world, asker);
  if (standing === undefined) return err({ code: 'cannot_check_authority' });
  const refusal =
    whyNever(kase.review, { ...kase, type }, standing) ?? notOpen(kase.review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const given = await mayBeGiven(world, kase, type, to, anyway);
  if (!given.ok) return given;
  const { id, decision_id } = kase.review;
  const plan: Plan = { commands: [{ kind: 'reassign', ...standing, to: given.value, note }] };
  return changeReview(world, decision_id, () => plan, id);
};
