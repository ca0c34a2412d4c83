import { EvaluationError, ParseError, TypeError } from '@marcbachmann/cel-js';
import { err, ok, type Result } from '../result.ts';
import { checkerFor, runner } from './condition-language.ts';
import { conditionVariables } from './condition-scope.ts';
import { type ConditionProblem, inspectCondition, needsOf, readsModels } from './condition-shape.ts';
import type { FactDefinition, Rule } from './policy.ts';
import { quickCondition } from './quick-condition.ts';
import { nearest } from './suggest.ts';

/** Reads the conditions of one decision type: what they may name depends on its facts. */
export type Conditions = { compile: (when: string) => Result<Condition, ConditionProblem> };

/** A condition that can be asked, and what it looks at. */
export type Condition = Pick<Rule, 'matches' | 'needs' | 'reads_models'>;

/** Conditions by their text: types that word a rule alike share it, which keeps a large policy small in memory. */
export type Compiled = Map<string, Condition>;

/**
 * A compiler for the conditions of a type with these facts. Everything that can be known before a decision comes is
 * refused here: syntax, unknown names, wrong types, nested loops, cost. `broken` facts may be used in any way.
 */
export const conditionsFor = (
  facts: FactDefinition[],
  { broken, compiled }: { broken: ReadonlySet<string>; compiled: Compiled },
): Conditions => {
  const checker = checkerFor(facts, broken);
  const compile: Conditions['compile'] = (when) => {
    if (when.trim() === '')
      return err({
        offset: 0,
        message: 'the condition is empty; one that begins with ! must stand in quotes',
      });
    try {
      const parsed = checker.parse(when);
      const problem = inspectCondition(parsed.ast, facts);
      if (problem !== undefined) return err(problem);
      const checked = parsed.check();
      if (!checked.valid) return err(explain(checked.error));
      if (checked.type !== 'bool' && checked.type !== 'dyn')
        return err({
          offset: 0,
          message: `the condition must be true or false, this one is of type ${checked.type}`,
        });
      const condition = compiled.get(when) ?? {
        matches: runnable(when),
        needs: needsOf(parsed.ast),
        reads_models: readsModels(parsed.ast),
      };
      compiled.set(when, condition);
      return ok(condition);
    } catch (error) {
      return err(explain(error));
    }
  };
  return { compile };
};

const runnable = (when: string): Rule['matches'] => {
  const run = runner.parse(when);
  const quick = quickCondition(run.ast);
  return (scope) => {
    try {
      const sure = quick?.(scope);
      if (sure !== undefined) return sure;
      const answer: unknown = run(scope);
      if (typeof answer === 'boolean') return answer;
      return { error: 'it is neither true nor false for this decision' };
    } catch (error) {
      return { error: partsOf(error).said };
    }
  };
};

/** What the library's errors carry: a sentence without its source listing, and the place that it is about. */
const partsOf = (error: unknown): { said: string; offset: number } => {
  if (!(error instanceof Error)) return { said: String(error), offset: 0 };
  const known = error instanceof ParseError || error instanceof TypeError || error instanceof EvaluationError;
  const said = known ? error.summary : error.message;
  return { said: said.split('\n')[0] ?? '', offset: known ? (error.range?.start ?? 0) : 0 };
};

/** What people usually mean when the library says this. */
const HINTS: [RegExp, string][] = [
  [/double in list<int>/, 'write the numbers of the list with decimals: [1.0, 2.0]'],
  [/Money/, 'an amount is compared by its ".value", or with above(facts.amount, {"EUR": 500})'],
  [/Timestamp.*string|string.*Timestamp/, 'a date of the facts is compared as date(facts.name)'],
  [/Unexpected character: =/, 'two values are compared with =='],
  [/Unexpected character: [&|]/, '"and" is written &&, "or" is written ||'],
  [/EOF/, 'something is missing at its end'],
];

const explain = (error: unknown): ConditionProblem => {
  const { said, offset } = partsOf(error);
  const unknown = /^Unknown variable: (\w+)/.exec(said)?.[1];
  if (unknown !== undefined) {
    const known = conditionVariables.map((variable) => variable.name);
    const message = `a condition knows no "${unknown}"; it may use ${known.join(', ')}`;
    return { offset, message, suggestion: nearest(unknown, known) };
  }
  const hint = HINTS.find(([pattern]) => pattern.test(said))?.[1];
  return {
    offset,
    message: `the condition cannot be used: ${said}${hint === undefined ? '' : ` (${hint})`}`,
  };
};
