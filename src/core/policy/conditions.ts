import { Environment } from '@marcbachmann/cel-js';
import { err, ok, type Result } from '../result.ts';
import { conditionVariables, factSchema } from './condition-scope.ts';
import { type ConditionProblem, inspectCondition, LIMITS } from './condition-shape.ts';
import type { FactDefinition, Rule } from './policy.ts';
import { nearest } from './suggest.ts';

/** Reads the conditions of one decision type: what they may name depends on its facts. */
export type Conditions = { compile: (when: string) => Result<Rule['matches'], ConditionProblem> };

const TIMESTAMP = 'google.protobuf.Timestamp';

/**
 * The language: CEL with numbers that mix (`receipts + 1`), `date(text)` for ISO dates, and `above(amount, limits)`,
 * which is true as well for a currency that the limits don't name: what cannot be compared counts as too much.
 */
const language = (): Environment => {
  const env = new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
  const arithmetic: Record<string, (a: number, b: number) => number | boolean> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '%': (a, b) => a % b,
    '==': (a, b) => a === b,
  };
  for (const [sign, apply] of Object.entries(arithmetic)) {
    const mixed = (a: number | bigint, b: number | bigint) => apply(Number(a), Number(b));
    env.registerOperator(`double ${sign} int`, mixed);
    if (sign !== '==') env.registerOperator(`int ${sign} double`, mixed);
  }
  env.registerFunction(`date(string): ${TIMESTAMP}`, (text: string) => {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) throw new Error('this is not an ISO date');
    return at;
  });
  return env;
};

const isAbove = (amount: unknown, limits: unknown): boolean => {
  const { value, currency } = (amount ?? {}) as { value?: unknown; currency?: unknown };
  const known = limits as Record<string, number | bigint>;
  if (typeof value !== 'number' || typeof currency !== 'string' || !Object.hasOwn(known, currency))
    return true;
  return !(value <= Number(known[currency]));
};

/** Runs conditions on plain JSON; types were checked against the facts when the policy was read. */
const runner = language();
for (const { name, runAs } of conditionVariables) runner.registerVariable(name, runAs);
runner.registerFunction('above(map, map): bool', isAbove);

const checkerBase = language();
for (const { name, runAs, schema } of conditionVariables) {
  if (schema !== undefined) checkerBase.registerVariable({ name, schema });
  else if (name !== 'facts') checkerBase.registerVariable(name, runAs);
}
checkerBase.registerFunction('above(dyn, map): bool', isAbove);

/** A sentence for people from the library's error, without its source listing. */
const saidBy = (error: unknown): string => {
  const summary = (error as { summary?: unknown }).summary;
  const text = typeof summary === 'string' ? summary : error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
};

const placeOf = (error: unknown): number => (error as { range?: { start: number } }).range?.start ?? 0;

const explain = (error: unknown, when: string, names: { variables: string[] }): ConditionProblem => {
  const offset = placeOf(error);
  const said = saidBy(error);
  const unknown = /^Unknown variable: (\w+)/.exec(said)?.[1];
  if (unknown !== undefined) {
    return {
      offset,
      message: `the condition knows no "${unknown}"; it may use ${names.variables.join(', ')}`,
      suggestion: nearest(unknown, names.variables),
    };
  }
  if (/^no such overload: double in list<int>/.test(said))
    return { offset, message: 'numbers are compared with decimals: write the list as [1.0, 2.0]' };
  if (/^no such overload: \$facts\.\w+ /.test(said) && /amount|[<>]/.test(said))
    return { offset, message: `${said}: an amount of money is compared by its ".value", or with above(…)` };
  return {
    offset,
    message: `the condition cannot be used: ${said}${when.trim() === '' ? ' (it is empty)' : ''}`,
  };
};

/**
 * A compiler for the conditions of a type with these facts. Everything that can be known before a decision comes is
 * refused here: syntax, unknown names, wrong types, nested loops, cost.
 */
export const conditionsFor = (facts: FactDefinition[]): Conditions => {
  const checker = checkerBase.clone();
  checker.registerVariable({ name: 'facts', schema: factSchema(facts) });
  const variables = ['facts', ...conditionVariables.map((v) => v.name).filter((name) => name !== 'facts')];

  const compile: Conditions['compile'] = (when) => {
    try {
      const problem = inspectCondition(checker.parse(when).ast, facts);
      if (problem !== undefined) return err(problem);
      const checked = checker.check(when);
      if (!checked.valid) return err(explain(checked.error, when, { variables }));
      if (checked.type !== 'bool' && checked.type !== 'dyn')
        return err({
          offset: 0,
          message: `the condition must be true or false, this one is of type ${checked.type}`,
        });
      return ok(runnable(when));
    } catch (error) {
      return err(explain(error, when, { variables }));
    }
  };
  return { compile };
};

const runnable = (when: string): Rule['matches'] => {
  const run = runner.parse(when);
  return (scope) => {
    try {
      const answer: unknown = run(scope);
      if (typeof answer === 'boolean') return answer;
      return { error: 'it is neither true nor false for this decision' };
    } catch (error) {
      return { error: saidBy(error) };
    }
  };
};
