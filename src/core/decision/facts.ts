import type { DecisionType } from '../policy/policy.ts';
import { factProblem } from './fact-problem.ts';
import type { Facts, FactValue } from './submission.ts';

export { formatFact, formatValue } from './format-fact.ts';
export { readFact } from './read-fact.ts';

/** What is wrong with submitted facts: `path` as `facts.amount`; `missing` are the names of required ones that are absent. */
export type FactCheck = { problems: { path: string; message: string }[]; missing: string[] };

/**
 * Checks facts against the definitions of their type. A fact that is `null` counts as absent. Facts that the type does
 * not define are kept as they are and checked no further.
 */
export const checkFacts = (type: Pick<DecisionType, 'facts'>, facts: Facts): FactCheck => {
  const check: FactCheck = { problems: [], missing: [] };
  for (const definition of type.facts) {
    const value = factOf(facts, definition.name);
    if (value === undefined) {
      if (definition.required) check.missing.push(definition.name);
      continue;
    }
    const problem = factProblem(definition, value);
    if (problem !== undefined) check.problems.push({ path: `facts.${definition.name}`, message: problem });
  }
  return check;
};

/** A submitted fact by name; undefined when it is absent or null. */
export const factOf = (facts: Facts, name: string): FactValue | undefined =>
  Object.hasOwn(facts, name) ? (facts[name] ?? undefined) : undefined;
