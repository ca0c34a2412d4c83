import { Environment } from '@marcbachmann/cel-js';
import { isAbove } from './above.ts';
import { conditionVariables, factSchema, MONEY, TIMESTAMP } from './condition-scope.ts';
import { LIMITS } from './condition-shape.ts';
import type { FactDefinition } from './policy.ts';

/** CEL with numbers that mix (`receipts + 1`), and `date(text)` for ISO dates. */
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
    // Equality of the two orders is one overload.
    if (sign !== '==') env.registerOperator(`int ${sign} double`, mixed);
  }
  return env.registerFunction(`date(string): ${TIMESTAMP}`, (text: string) => {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) throw new Error('this is not an ISO date');
    return at;
  });
};

/** Runs conditions on plain JSON. Types are not declared here: they were checked when the policy was read. */
export const runner = language();
for (const { name, runAs } of conditionVariables) runner.registerVariable(name, runAs);
runner.registerFunction('above(map, map): bool', isAbove);

const checkerBase = language();
checkerBase.registerType(MONEY, { fields: { value: 'double', currency: 'string' } });
for (const { name, runAs, schema } of conditionVariables) {
  if (schema !== undefined) checkerBase.registerVariable({ name, schema });
  else if (name !== 'facts') checkerBase.registerVariable(name, runAs);
}
checkerBase.registerFunction(`above(${MONEY}, map): bool`, isAbove);

/** Knows the types of all that conditions name, those of `facts` too; only checks, never runs. */
export const checkerFor = (facts: FactDefinition[], broken: ReadonlySet<string>): Environment =>
  checkerBase.clone().registerVariable({ name: 'facts', schema: factSchema(facts, broken) });
