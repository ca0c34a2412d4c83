import type { Revision, Values } from '../decision/decision.ts';
import { type Category, type DecisionType, OTHER_REASON } from '../policy/policy.ts';
import { overrides, shownRecommendation } from './rationale.ts';

/**
 * What an answer that overrides the AI tells about it, as its reason code says; undefined where it agrees or nothing was
 * recommended. Whether the person was wrong is found out later, by an outcome or an audit.
 */
export const categoryOf = (
  { option, values, reason_code }: { option: string; values?: Values; reason_code: string },
  revision: Revision,
  type: DecisionType,
): Category | undefined => {
  const recommended = shownRecommendation(revision)?.option;
  const modified = values !== undefined;
  if (!overrides({ recommended, option, modified })) return undefined;
  const reasons = [...(type.reasons[modified ? 'modify' : option] ?? []), OTHER_REASON];
  return reasons.find(({ id }) => id === reason_code)?.category;
};
