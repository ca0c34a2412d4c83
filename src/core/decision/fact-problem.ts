import type { FactDefinition } from '../policy/policy.ts';
import { nearest, oneOf } from '../policy/suggest.ts';
import { unreachable } from '../result.ts';
import { currencyExists, isMoney } from './money.ts';
import type { FactValue } from './submission.ts';

/** Text of one fact, in characters. Cards show less of it and say where the rest is. */
const MAX_TEXT = 20_000;
/** Items of one list: conditions loop over them. */
const MAX_ITEMS = 100;

/** Why a value does not fit its definition, as the rest of a sentence ("must be …"); undefined when it fits. */
export const factProblem = (definition: FactDefinition, value: FactValue): string | undefined => {
  switch (definition.kind) {
    case 'money':
      return moneyProblem(definition, value);
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
      return rangeProblem(definition, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'text':
      return textProblem(value);
    case 'choice':
      return choiceProblem(definition, value);
    case 'date':
      return isDate(value)
        ? undefined
        : 'must be a date such as 2026-10-01, or a time such as 2026-10-01T09:30:00Z';
    case 'list':
      return listProblem(definition, value);
    default:
      return unreachable(definition.kind);
  }
};

const moneyProblem = (definition: FactDefinition, value: FactValue): string | undefined => {
  if (!isMoney(value) || Object.keys(value).length > 2)
    return 'must be an amount such as {"value": 1840.5, "currency": "EUR"}';
  if (!/^[A-Z]{3}$/.test(value.currency)) return 'needs a currency of three capital letters, such as EUR';
  if (!currencyExists(value.currency)) return `has a currency that does not exist: ${value.currency}`;
  return rangeProblem(definition, value.value);
};

const rangeProblem = ({ min, max, unit }: FactDefinition, value: number): string | undefined => {
  const suffix = unit === undefined ? '' : ` ${unit}`;
  if (min !== undefined && value < min) return `must be at least ${min}${suffix}`;
  if (max !== undefined && value > max) return `must be at most ${max}${suffix}`;
  return undefined;
};

const textProblem = (value: FactValue): string | undefined => {
  if (typeof value !== 'string') return 'must be a text';
  return value.length > MAX_TEXT
    ? `must have at most ${MAX_TEXT} characters; this has ${value.length}`
    : undefined;
};

const choiceProblem = ({ choices = [] }: FactDefinition, value: FactValue): string | undefined => {
  if (typeof value !== 'string') return `must be ${oneOf(choices)}`;
  if (choices.includes(value)) return undefined;
  const meant = nearest(value, choices);
  return `must be ${oneOf(choices)}${meant === undefined ? '' : `. Did you mean "${meant}"?`}`;
};

const listProblem = (definition: FactDefinition, value: FactValue): string | undefined => {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > MAX_ITEMS) return `must have at most ${MAX_ITEMS} items; this has ${value.length}`;
  for (const item of value) {
    if (typeof item === 'object') return 'must have only texts, numbers and true or false as items';
    if (definition.choices !== undefined && !definition.choices.includes(String(item)))
      return `may only have the items ${definition.choices.join(', ')}`;
  }
  return undefined;
};

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** An ISO 8601 date that is in the calendar, with or without a time and its offset. */
const isDate = (value: FactValue): boolean => {
  const found = typeof value === 'string' ? DATE.exec(value) : null;
  if (found === null || Number.isNaN(Date.parse(found[0]))) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
};
