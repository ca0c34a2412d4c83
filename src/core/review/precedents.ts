import type { Verdict } from '../decision/decision.ts';
import type { Facts, Submission } from '../decision/submission.ts';
import type { Disposition } from '../policy/levels.ts';
import type { DecisionType, FactKind } from '../policy/policy.ts';
import { type Trait, traitsOf } from '../policy/similarity.ts';
import type { Instant } from '../time.ts';
import type { Quorum } from './quorum.ts';

/** A decision that is over, as far as another one is compared with it. Nothing of what an AI said is in it. */
export type Precedent = {
  id: string;
  title: string;
  option: string | null;
  disposition: Disposition;
  /** The option that turned out right; null while that is not known. */
  correct: string | null;
  at: Instant;
  facts: Facts;
  quorum: Quorum | null;
  /** Empty where nobody in person answered. */
  verdicts: Verdict[];
};

/** So many of the newest answers of a type are compared. */
export const COMPARED = 40;
/** So many are shown. */
export const NEAREST = 3;
/** What is less alike than this is no precedent. */
const LEAST_ALIKE = 0.6;
/** The fact that holds the amount counts so many times. */
const AMOUNT_WEIGHT = 2;
/** The least spread of a number, on the scale of traits: about 5 % of a value. */
const LEAST_SPREAD = 0.05;

/**
 * The cases most like this one, nearest first, among equals the newest. Compared are all facts that are numbers, money,
 * choices or yes/no. Sensitive ones are left out, since a channel would learn from the company a case is put in; so are
 * answers that turned out wrong, which are nobody's example.
 */
export const nearest = (
  type: DecisionType,
  submission: Submission,
  answered: readonly Precedent[],
): Precedent[] => {
  const compared = { ...type, similar_by: comparable(type) };
  const own = traitsOf(compared, submission);
  const others = answered
    .filter(({ correct, option }) => correct === null || correct === option)
    .map((precedent) => ({
      precedent,
      traits: traitsOf(compared, { ...submission, facts: precedent.facts }),
    }));
  const spreads = own.map((_, index) => spreadOf(others.map(({ traits }) => traits[index])));
  const weights = own.map(({ fact }) => (fact === type.amount?.fact ? AMOUNT_WEIGHT : 1));
  return others
    .map(({ precedent, traits }) => ({ precedent, alike: likeness(own, traits, spreads, weights) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((a, b) => b.alike - a.alike || b.precedent.at - a.precedent.at)
    .slice(0, NEAREST)
    .map(({ precedent }) => precedent);
};

const COMPARABLE: ReadonlySet<FactKind> = new Set(['money', 'number', 'choice', 'boolean']);

const comparable = ({ facts, similar_by }: DecisionType): string[] =>
  facts
    .filter(({ kind, sensitive, name }) => !sensitive && (COMPARABLE.has(kind) || similar_by.includes(name)))
    .map(({ name }) => name);

/** From 0 to 1: the mean over the facts that at least one of the two has. */
const likeness = (own: Trait[], other: Trait[], spreads: number[], weights: number[]): number => {
  let alike = 0;
  let whole = 0;
  for (const [index, mine] of own.entries()) {
    const theirs = other[index];
    const weight = weights[index] ?? 1;
    if (theirs === undefined || (mine.kind === 'absent' && theirs.kind === 'absent')) continue;
    whole += weight;
    alike += weight * closeness(mine, theirs, spreads[index] ?? LEAST_SPREAD);
  }
  return whole === 0 ? 0 : alike / whole;
};

/** 1 for the same; half at a distance of one standard deviation; 0 for another choice, another currency or none. */
const closeness = (mine: Trait, theirs: Trait, spread: number): number => {
  if (mine.kind === 'absent' || theirs.kind === 'absent') return 0;
  if (mine.parts.join('\n') !== theirs.parts.join('\n')) return 0;
  if (mine.kind === 'category' || theirs.kind === 'category') return 1;
  const far = (mine.value - theirs.value) / spread;
  return 1 / (1 + far * far);
};

/** The standard deviation of a number among the cases; money of several currencies is told apart when it is compared. */
const spreadOf = (traits: (Trait | undefined)[]): number => {
  const values = traits.flatMap((trait) => (trait?.kind === 'number' ? [trait.value] : []));
  if (values.length === 0) return LEAST_SPREAD;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.max(Math.sqrt(variance), LEAST_SPREAD);
};
