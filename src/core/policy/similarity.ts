import { factOf } from '../decision/facts.ts';
import { isMoney } from '../decision/money.ts';
import type { Submission } from '../decision/submission.ts';
import type { DecisionType } from './policy.ts';
import type { TallyCounts } from './tally.ts';

/** What one fact of a decision is compared by. Without `parts` the fact is absent, and nothing was like it. */
export type Trait = { fact: string } & (
  | { kind: 'number'; parts: string[]; value: number }
  | { kind: 'category'; parts: string[] }
  | { kind: 'absent' }
);

/** Fewer decided cases than these are nothing to compare with. */
export const LEAST_CASES = 30;
/** Fewer values than these have no spread worth the name. */
const LEAST_VALUES = 10;
/** What at least this share of the earlier cases had is usual. */
const USUAL = 0.05;
/** So many standard deviations from the mean a number counts as half alike. */
const HALF_ALIKE = 3;
/** The least spread, on the scale of `scaled`: about 5 % of a value. Smaller differences never make a case unlike. */
const LEAST_SPREAD = 0.05;

/**
 * The facts by which decisions of this type are compared: those that the policy names, else the required ones that are
 * numbers, money, choices or yes/no. Sensitive ones are left out, since the summaries outlive the decisions.
 */
export const traitsOf = (type: DecisionType, { facts }: Submission): Trait[] =>
  type.similar_by.map((fact): Trait => {
    const value = factOf(facts, fact);
    if (isMoney(value))
      return { fact, kind: 'number', parts: [type.name, fact, value.currency], value: scaled(value.value) };
    if (typeof value === 'number' && Number.isFinite(value))
      return { fact, kind: 'number', parts: [type.name, fact], value: scaled(value) };
    if (typeof value === 'string' || typeof value === 'boolean')
      return { fact, kind: 'category', parts: [type.name, fact, String(value)] };
    return { fact, kind: 'absent' };
  });

/** Like a logarithm for sizes, and straight around zero: 10 to 100 is as far as 100 to 1,000. */
const scaled = (value: number): number => Math.asinh(value);

/**
 * How much a decision is like the `cases` decided before it, from 0 to 1; undefined while these are too few.
 * Each trait has a likeness: the share of earlier cases that had such a value at all, full from 5 % on, and for numbers
 * times 1 / (1 + (z / 3)²), z being the distance from their mean in standard deviations. An absent fact has none. The
 * answer is the mean of all likenesses and the least one, halved: one fact that is far out is enough to stand out.
 * @param summaries what earlier cases had, in the order of the traits
 */
export const similarityOf = (
  traits: readonly Trait[],
  summaries: readonly (TallyCounts | undefined)[],
  cases: number,
): number | undefined => {
  if (traits.length === 0 || !(cases >= LEAST_CASES)) return undefined;
  const alike = traits.map((trait, index) => likeness(trait, summaries[index], cases));
  const mean = alike.reduce((sum, one) => sum + one, 0) / alike.length;
  return Math.round(((mean + Math.min(...alike)) / 2) * 1e4) / 1e4;
};

const likeness = (trait: Trait, summary: TallyCounts | undefined, cases: number): number => {
  if (trait.kind === 'absent' || summary === undefined) return 0;
  const usual = Math.min(1, (summary.cases + 0.5) / (cases + 1) / USUAL);
  const alike =
    trait.kind === 'category' || summary.cases < LEAST_VALUES ? usual : usual * near(trait.value, summary);
  return alike >= 0 && alike <= 1 ? alike : 0;
};

const near = (value: number, { cases, total, squares }: TallyCounts): number => {
  const mean = total / cases;
  const spread = Math.sqrt(Math.max(squares / cases - mean * mean, 0));
  const far = Math.abs(value - mean) / Math.max(spread, LEAST_SPREAD) / HALF_ALIKE;
  return 1 / (1 + far * far);
};
