import { currencyExists } from '../decision/money.ts';
import { type BuildContext, bare } from './build-context.ts';
import type { TypeSettings } from './defaults.ts';
import type { TypeDocument } from './document-type.ts';
import type { DecisionType, FactDefinition, Rule } from './policy.ts';
import type { Need } from './stats.ts';
import { nearest, oneOf } from './suggest.ts';
import type { Path } from './yaml-text.ts';

type Limits = Pick<DecisionType, 'exposure_cap' | 'similar_by'>;
type Given = {
  facts: FactDefinition[];
  amount: DecisionType['amount'];
  /** Some facts could not be read: what refers to facts is not checked. */
  unknown: boolean;
  path: Path;
  context: BuildContext;
};

/** What of a type is measured against the decisions before it: a cap for the day, likeness to earlier cases. */
export const buildLimits = (document: TypeDocument, given: Given): Limits => {
  const { exposure_cap: cap } = document;
  if (cap !== undefined) checkCap(cap, given);
  return {
    ...(cap === undefined ? {} : { exposure_cap: bare(Object.entries(cap)) }),
    similar_by: comparedFacts(document.similarity, given),
  };
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
}: TypeSettings & Limits & { rules: Rule[] }): Need[] => {
  const needs = new Set<Need>(rules.flatMap((rule) => [...rule.needs]));
  if (caution.new_subject !== undefined) needs.add('subject_decisions');
  if (caution.new_policy !== undefined) needs.add('policy_age_days');
  if (peak !== undefined) needs.add('queue_open');
  if (exposure_cap !== undefined) needs.add('executed_today');
  return [...needs].sort();
};
