import type { RefusalWords } from '../../blocks/refusal-notice.ts';
import type { DecisionType } from '../../src/core/policy/policy.ts';

/** The words of a decision type, for refusals that name its options or facts. */
export const wordsOf = (type: DecisionType, source: string): RefusalWords => ({
  options: type.options,
  facts: type.facts,
  source,
});
