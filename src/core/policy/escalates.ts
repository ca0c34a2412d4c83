import type { Revision } from '../decision/decision.ts';
import type { Instant } from '../time.ts';
import { scopeFor } from './apply-rules.ts';
import { usableFacts } from './completeness.ts';
import type { DecisionType } from './policy.ts';
import type { RouteStats } from './route-draft.ts';

/**
 * Whether what the policy's `escalate_when` says holds for a decision that waits. A condition that cannot be read for
 * this decision, such as one about a fact that is absent, does not hold: the clock still does.
 */
export const escalatesNow = (
  type: DecisionType,
  { body, route }: Revision,
  { stats, queue, now }: { stats: RouteStats; queue: string; now: Instant },
): boolean => {
  if (type.escalate_when === undefined) return false;
  const scope = scopeFor({ type, submission: body, stats, now }, usableFacts(type, body).facts, route);
  return type.escalate_when.matches({ ...scope, queue: { ...scope.queue, name: queue } }) === true;
};
