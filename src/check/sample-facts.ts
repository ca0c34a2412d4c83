import type { Facts, FactValue } from '../core/decision/submission.ts';
import type { DecisionType, FactDefinition } from '../core/policy/policy.ts';
import { unreachable } from '../core/result.ts';

const SENTENCE = 'The quick brown fox jumps over the lazy dog. ';
/** Long enough that cards have to cut it. */
const LONG = SENTENCE.repeat(30);

/** A value for every fact of a type that its definition allows, as large as cards have to bear. */
export const sampleFacts = (type: DecisionType): Facts =>
  Object.fromEntries(type.facts.map((fact) => [fact.name, sampleValue(fact, type)]));

const sampleValue = (fact: FactDefinition, type: DecisionType): FactValue => {
  switch (fact.kind) {
    case 'money':
      return { value: within(fact, 1840.5), currency: Object.keys(type.amount?.bands ?? {})[0] ?? 'EUR' };
    case 'number':
      return within(fact, 12);
    case 'text':
      return LONG;
    case 'choice':
      return longest(fact.choices ?? []);
    case 'date':
      return '2026-10-01';
    case 'boolean':
      return true;
    case 'list':
      return fact.choices ?? [SENTENCE, SENTENCE, SENTENCE];
    default:
      return unreachable(fact.kind);
  }
};

const within = ({ min = -Infinity, max = Infinity }: FactDefinition, usual: number): number =>
  Math.min(Math.max(usual, min), max);

const longest = (choices: readonly string[]): string =>
  choices.toSorted((a, b) => b.length - a.length)[0] ?? '';
