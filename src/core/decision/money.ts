import type { Money } from './submission.ts';

const known = new Set(Intl.supportedValuesOf('currency'));

/** Whether ISO 4217 knows the currency, as far as the runtime's tables go. */
export const currencyExists = (currency: string): boolean => known.has(currency);

const formats = new Map<string, Intl.NumberFormat>();

/** A formatter with the currency's own decimals: 2 for EUR, 0 for JPY; more where the amount has more. */
const formatOf = (currency: string): Intl.NumberFormat => {
  const found = formats.get(currency);
  if (found !== undefined) return found;
  const decimals = currencyExists(currency)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().minimumFractionDigits ??
      2)
    : 2;
  const made = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: 8 });
  formats.set(currency, made);
  return made;
};

/** `1,840.50 EUR`: never rounded to less than what was submitted. */
export const formatMoney = ({ value, currency }: Money): string =>
  `${formatOf(currency).format(value)} ${currency}`;

/** The amount alone, as somebody would type it: `1840.50`, without what groups thousands and never another number. */
export const amountDigits = ({ value, currency }: Money): string => {
  const digits = formatOf(currency).format(value).replaceAll(',', '');
  return Number(digits) === value ? digits : String(value);
};

/** Narrows a submitted value to an amount of money. */
export const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' &&
  value !== null &&
  'value' in value &&
  'currency' in value &&
  typeof value.value === 'number' &&
  Number.isFinite(value.value) &&
  typeof value.currency === 'string';
