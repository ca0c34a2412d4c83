import type { FactDefinition } from '../policy/policy.ts';
import { formatMoney, isMoney } from './money.ts';
import type { FactValue } from './submission.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 8 });

/**
 * A fact as people read it: `1,840.50 EUR`, `45 days`, `yes`, `free, winner`; dates as ISO 8601, lists joined. The text
 * is not cut and not escaped. An absent fact is a dash.
 */
export const formatFact = (definition: FactDefinition, value: FactValue | undefined): string => {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'number' && definition.unit !== undefined)
    return `${numbers.format(value)} ${unitFor(definition.unit, value)}`;
  return formatValue(value);
};

/** The same for a fact that the type does not define. Objects are shown as `name: value` pairs. */
export const formatValue = (value: FactValue): string => {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numbers.format(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(formatValue).join(', ');
  if (isMoney(value)) return formatMoney(value);
  return Object.entries(value)
    .map(([name, item]) => `${name}: ${formatValue(item)}`)
    .join(', ');
};

/** `1 day`, `2 days`: only units that are plain English plurals lose their s. */
const unitFor = (unit: string, value: number): string =>
  value === 1 && /^(?:second|minute|hour|day|night|week|month|year|item|page|link|receipt|point)s$/.test(unit)
    ? unit.slice(0, -1)
    : unit;
