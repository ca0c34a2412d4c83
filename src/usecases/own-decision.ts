import type { Decision } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World } from '../ports.ts';

/** A decision of this source. Another source's is answered as unknown, so that ids cannot be probed. */
export const ownDecision = async (
  world: World,
  source: Source,
  decisionId: string,
): Promise<Result<Decision, IntakeProblem>> => {
  const decision = await world.store.findDecision(decisionId);
  return decision === undefined || decision.source !== source.name
    ? err({ code: 'unknown_decision' })
    : ok(decision);
};
