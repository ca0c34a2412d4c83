import { currencyExists } from '../decision/money.ts';
import { type BuildContext, bare } from './build-context.ts';
import type { TypeSettings } from './defaults.ts';
import type { TypeDocument } from './document-type.ts';
import type { Certificate, DecisionType, FactDefinition, Rule } from './policy.ts';
import type { Need } from './stats.ts';
import { nearest, oneOf } from './suggest.ts';
import type { Path } from './yaml-text.ts';

type Limits = Pick<DecisionType, 'exposure_cap' | 'similar_by' | 'certified'>;
type Given = {
  facts: FactDefinition[];
  amount: DecisionType['amount'];
  settings: TypeSettings;
  /** Some facts could not be read: what refers to facts is not checked. */
  unknown: boolean;
  path: Path;
  context: BuildContext;
};

/**
 * What of a type is measured against the decisions before it: a cap for the day, likeness to earlier cases, how far
 * load may relax it.
 */
export const buildLimits = (document: TypeDocument, given: Given): Limits => {
  const { exposure_cap: cap, certified } = document;
  if (certified !== undefined) checkCertified(certified, given);
  if (cap !== undefined) checkCap(cap, given);
  return {
    ...(cap === undefined ? {} : { exposure_cap: bare(Object.entries(cap)) }),
    ...(certified === undefined ? {} : { certified }),
    similar_by: comparedFacts(document.similarity, given),
  };
};

/** A certificate that changes nothing was meant to. */
const checkCertified = ({ high }: Certificate, { settings, path, context }: Given): void => {
  const { bands, peak } = settings;
  if (peak === undefined)
    context.report({
      path: [...path, 'certified'],
      at: 'key',
      message: 'only "peak" looks at it: say when many wait with "peak", or leave it out',
    });
  if (high >= bands.high)
    context.report({
      path: [...path, 'certified', 'high'],
      message: `relaxes nothing: high confidence begins at ${bands.high} as it is`,
    });
  if (high < bands.medium)
    context.report({
      path: [...path, 'certified', 'high'],
      message: `is below medium ${bands.medium}: high confidence never begins below that`,
    });
};

const checkCap = (cap: Record<string, number>, { amount, unknown, path, context }: Given): void => {
  if (amount === undefined && !unknown)
    context.report({
      path: [...path, 'exposure_cap'],
      at: 'key',
      message: 'nothing says what a decision costs: the type needs an "amount"',
    });
  for (const currency of Object.keys(cap))
    if (!currencyExists(currency))
      context.report({
        path: [...path, 'exposure_cap', currency],
        at: 'key',
        message: `there is no currency ${currency}`,
      });
};

/** Free text and lists have no mean and no usual value. */
const isComparable = ({ kind, sensitive }: FactDefinition): boolean =>
  !sensitive && (kind === 'money' || kind === 'number' || kind === 'choice' || kind === 'boolean');

const comparedFacts = (
  similarity: TypeDocument['similarity'],
  { facts, unknown, path, context }: Given,
): string[] => {
  if (similarity === undefined || unknown) return [];
  const comparable = facts.filter(isComparable).map(({ name }) => name);
  if (similarity === 'computed') {
    const required = facts.filter((fact) => fact.required && isComparable(fact)).map(({ name }) => name);
    if (required.length === 0)
      context.report({
        path: [...path, 'similarity'],
        message: `no required fact can be compared; name facts with "computed_from": ${oneOf(comparable)}`,
      });
    return required;
  }
  for (const [index, name] of similarity.computed_from.entries()) {
    const fact = facts.find((one) => one.name === name);
    if (fact !== undefined && isComparable(fact)) continue;
    const why =
      fact === undefined
        ? `there is no fact "${name}"`
        : `"${name}" cannot be compared: only numbers, money, choices and yes/no can, and none that is sensitive`;
    context.report({
      path: [...path, 'similarity', 'computed_from', index],
      message: why,
      ...(fact === undefined ? { suggestion: nearest(name, comparable) } : {}),
    });
  }
  return [...new Set(similarity.computed_from)];
};

/** What must be known beside a decision of this type before it can be routed. */
export const needsOfType = ({
  caution,
  peak,
  exposure_cap,
  rules,
}: TypeSettings & Limits & { rules: Pick<Rule, 'needs'>[] }): Need[] => {
  const needs = new Set<Need>(rules.flatMap((rule) => [...rule.needs]));
  if (caution.new_subject !== undefined) needs.add('subject_decisions');
  if (caution.new_policy !== undefined) needs.add('policy_age_days');
  if (peak !== undefined) needs.add('queue_open');
  if (exposure_cap !== undefined) needs.add('executed_today');
  return [...needs].sort();
};
