import type { FactDefinition } from '../policy/policy.ts';
import { err, ok, type Result, unreachable } from '../result.ts';
import { factProblem } from './fact-problem.ts';
import { isMoney } from './money.ts';
import type { FactValue } from './submission.ts';

/**
 * Reads what a person typed into a form for a fact. `current` is the value that stands: an amount typed without a
 * currency keeps its currency. The error is the rest of a sentence: "must be a number".
 */
export const readFact = (
  definition: FactDefinition,
  text: string,
  current?: FactValue,
): Result<FactValue, string> => {
  const value = valueOf(definition, text.trim(), current);
  if (!value.ok) return value;
  const problem = factProblem(definition, value.value);
  return problem === undefined ? value : err(problem);
};

const valueOf = (
  definition: FactDefinition,
  text: string,
  current: FactValue | undefined,
): Result<FactValue, string> => {
  if (text === '') return err('is empty');
  switch (definition.kind) {
    case 'money':
      return readMoney(text, current);
    case 'number':
      return readNumber(withoutUnit(text, definition.unit));
    case 'boolean':
      return readBoolean(text);
    case 'list':
      return ok(text.split(/[,\n]/).flatMap((item) => (item.trim() === '' ? [] : [item.trim()])));
    case 'choice':
      return ok(definition.choices?.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text);
    case 'text':
    case 'date':
      return ok(text);
    default:
      return unreachable(definition.kind);
  }
};

const readMoney = (text: string, current: FactValue | undefined): Result<FactValue, string> => {
  const found = /^(?:([A-Za-z]{3})\s*)?([^A-Za-z]+?)(?:\s*([A-Za-z]{3}))?$/.exec(text);
  if (found?.[2] === undefined || (found[1] !== undefined && found[3] !== undefined))
    return err('must be an amount such as 1760.00 EUR');
  const currency = (found[1] ?? found[3])?.toUpperCase() ?? (isMoney(current) ? current.currency : undefined);
  if (currency === undefined) return err('needs a currency, such as 1760.00 EUR');
  const value = readNumber(found[2].trim());
  return value.ok ? ok({ value: value.value, currency }) : value;
};

/** Digits with a dot for decimals; commas only where thousands are. `1760,50` is refused, since it could mean either. */
const readNumber = (text: string): Result<number, string> => {
  if (!/^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text))
    return err(
      /^[+-]?\d[\d.]*,\d{1,2}$/.test(text)
        ? 'must have a dot for decimals, such as 1760.50'
        : 'must be a number',
    );
  return ok(Number(text.replaceAll(',', '')));
};

const readBoolean = (text: string): Result<boolean, string> => {
  if (/^(?:yes|true)$/i.test(text)) return ok(true);
  return /^(?:no|false)$/i.test(text) ? ok(false) : err('must be yes or no');
};

const withoutUnit = (text: string, unit: string | undefined): string =>
  unit !== undefined && text.toLowerCase().endsWith(unit.toLowerCase())
    ? text.slice(0, -unit.length).trim()
    : text;
