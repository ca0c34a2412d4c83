import { unreachable } from '../result.ts';
import type { FactDefinition } from './policy.ts';
import { STATS } from './stats.ts';

/** The type of a field, as the condition language writes it, or the fields of an object. */
export type Schema = { [field: string]: string | Schema };

/** `facts` and `now` have no schema here: the facts' own is the type's, `now` is a moment. */
type Variable = { name: string; runAs: string; schema?: Schema };

/** Names of types of the condition language. */
export const TIMESTAMP = 'google.protobuf.Timestamp';
export const MONEY = 'Money';

/** What conditions may name, beside `facts`, whose fields are the type's. `runAs` is the type at run time. */
export const conditionVariables: Variable[] = [
  { name: 'facts', runAs: 'map' },
  {
    name: 'subject',
    runAs: 'map',
    schema: { id: 'string', name: 'string', kind: 'string', language: 'string' },
  },
  {
    name: 'recommendation',
    runAs: 'map',
    schema: {
      option: 'string',
      confidence: 'double',
      used: 'double',
      band: 'string',
      rationale: 'string',
      model: 'string',
      model_version: 'string',
      trained_through: 'string',
      alternatives: 'list<dyn>',
    },
  },
  {
    name: 'signals',
    runAs: 'map',
    schema: { similarity: 'double', rule_match: 'string', opinions: 'list<dyn>', disagreement: 'bool' },
  },
  {
    name: 'consequence',
    runAs: 'map',
    schema: {
      level: 'string',
      customer_impact: 'string',
      compliance: 'bool',
      reputation: 'string',
      reversible: 'bool',
    },
  },
  {
    name: 'stats',
    runAs: 'map',
    schema: Object.fromEntries(Object.keys(STATS).map((stat) => [stat, 'double'])),
  },
  { name: 'queue', runAs: 'map', schema: { name: 'string', open: 'double' } },
  { name: 'now', runAs: TIMESTAMP },
];

/** The facts of a type as a schema: what the condition language checks names and comparisons against. */
export const factSchema = (facts: FactDefinition[], broken: ReadonlySet<string>): Schema => {
  const schema: Schema = {};
  for (const fact of facts) schema[fact.name] = broken.has(fact.name) ? 'dyn' : fieldType(fact.kind);
  return schema;
};

const fieldType = (kind: FactDefinition['kind']): string | Schema => {
  switch (kind) {
    case 'money':
      return MONEY;
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'list':
      return 'list<dyn>';
    case 'text':
    case 'choice':
    case 'date':
      return 'string';
    default:
      return unreachable(kind);
  }
};
