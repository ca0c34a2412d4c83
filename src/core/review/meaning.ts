import type { Verdict } from '../decision/decision.ts';
import type { DecisionType, Option } from '../policy/policy.ts';

/**
 * What an answer means: what its option meant when it was given. Of one that is only being considered it is what the policy
 * says now; an option that the policy has no more means no.
 */
export const meaningOf = (
  type: Pick<DecisionType, 'options'>,
  { option, means }: Pick<Verdict, 'option' | 'means'>,
): Option['disposition'] => means ?? type.options.find(({ id }) => id === option)?.disposition ?? 'rejected';
