import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World, Write } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { intakeProblem } from './intake-refusal.ts';
import { ownDecision } from './own-decision.ts';

/** The source withdraws a decision that is not resolved yet. */
export const cancelDecision = async (
  world: World,
  source: Source,
  decisionId: string,
  reason: string,
  remember: Write[] = [],
): Promise<Result<ReviewCase, IntakeProblem>> => {
  const own = await ownDecision(world, source, decisionId);
  if (!own.ok) return own;
  if (own.value.status === 'resolved')
    return err({ code: 'already_resolved', disposition: own.value.disposition });
  const actor = { kind: 'source', id: source.name } as const;
  const plan: Plan = { commands: [{ kind: 'cancel', actor, reason }], writes: remember };
  const cancelled = await changeReview(world, decisionId, () => plan, undefined, 'type_gone');
  return cancelled.ok ? ok(cancelled.value) : err(intakeProblem(cancelled.error));
};
