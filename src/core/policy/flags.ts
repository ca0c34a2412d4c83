import type { Level } from './levels.ts';
import type { Rule } from './policy.ts';
import type { RouteDraft } from './route-draft.ts';
import type { Flag } from './route-result.ts';

/** Every flag and its weight: the heavier, the further up on the card. */
export const FLAG_WEIGHTS = {
  rule_unreadable: 100,
  model_rule_unreadable: 100,
  missing_fact: 95,
  unusable_fact: 95,
  unknown_option: 92,
  no_recommendation: 92,
  unknown_currency: 90,
  stopped: 85,
  disagreement: 80,
  exposure_cap: 75,
  crowded: 72,
  rule_raised: 70,
  model_rule_raised: 70,
  low_confidence: 60,
  high_consequence: 55,
  dissimilar: 50,
  ambiguous_rules: 45,
  rule: 40,
  model_rule: 40,
  missing_signal: 30,
  cautious: 20,
  already_waiting: 10,
} as const satisfies Record<string, number>;
export type FlagCode = keyof typeof FLAG_WEIGHTS;

/** Flags that tell of the recommendation: hidden from people who answer before they see it, or without it. */
export const MODEL_FLAGS: ReadonlySet<string> = new Set<FlagCode>([
  'unknown_option',
  'no_recommendation',
  'disagreement',
  'low_confidence',
  'model_rule_unreadable',
  'model_rule_raised',
  'model_rule',
]);

/** Flags of what would have run by itself: they tell that the model was sure. */
export const SURE_FLAGS: ReadonlySet<string> = new Set<FlagCode>([
  'stopped',
  'exposure_cap',
  'crowded',
  'already_waiting',
]);

/** Flags of rules; those of rules that look at what models say are told apart, since they would tell of it. */
export const ruleFlag = (
  { reads_models }: Pick<Rule, 'reads_models'>,
  code: 'rule' | 'rule_raised' | 'rule_unreadable',
): FlagCode => (reads_models ? `model_${code}` : code);

/** Flags a sentence, once. */
export const flag = (draft: RouteDraft, code: FlagCode, sentence: string): void => {
  if (!draft.flags.some((other) => other.sentence === sentence))
    draft.flags.push({ code, sentence, weight: FLAG_WEIGHTS[code] });
};

/** Heaviest first, among equals in the order of the steps; without those of the model where people are alone. */
export const inOrder = (flags: Flag[], level: Level): Flag[] =>
  flags.filter(({ code }) => isShown(code, level)).sort((a, b) => b.weight - a.weight);

/** The same for codes alone. */
export const codesInOrder = (codes: string[], level: Level): string[] => {
  const weights: Record<string, number> = FLAG_WEIGHTS;
  return codes.filter((code) => isShown(code, level)).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
};

const isShown = (code: string, level: Level): boolean => level !== 'human_only' || !MODEL_FLAGS.has(code);
