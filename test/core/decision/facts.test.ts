import { describe, expect, test } from 'vitest';
import { checkFacts, formatFact, formatValue, readFact } from '../../../src/core/decision/facts.ts';
import type { FactValue } from '../../../src/core/decision/submission.ts';
import type { FactDefinition, FactKind } from '../../../src/core/policy/policy.ts';

const fact = (kind: FactKind, more: Partial<FactDefinition> = {}): FactDefinition => ({
  name: 'it',
  label: 'It',
  kind,
  required: false,
  sensitive: false,
  modifiable: true,
  ...more,
});
const problemOf = (definition: FactDefinition, value: FactValue): string | undefined =>
  checkFacts({ facts: [definition] }, { it: value }).problems[0]?.message;
const days = fact('number', { unit: 'days', min: 0, max: 400 });
const category = fact('choice', { choices: ['Travel', 'Meals'] });

describe('facts have the type that the policy says', () => {
  test.each<[FactDefinition, FactValue]>([
    [fact('money'), { value: 1840.5, currency: 'EUR' }],
    [fact('money'), { value: -3, currency: 'JPY' }],
    [days, 0],
    [fact('text'), ''],
    [category, 'Meals'],
    [fact('date'), '2026-02-28'],
    [fact('date'), '2028-02-29T09:30:00.5+02:00'],
    [fact('boolean'), false],
    [fact('list'), ['free', 3, true]],
    [fact('list', { choices: ['a', 'b'] }), ['b']],
    [fact('list'), []],
  ])('%j takes %j', (definition, value) => expect(problemOf(definition, value)).toBeUndefined());

  test.each<[FactDefinition, FactValue, string]>([
    [fact('money'), 1840.5, 'must be an amount such as'],
    [fact('money'), { value: Number.NaN, currency: 'EUR' }, 'must be an amount such as'],
    [fact('money'), { value: 1, currency: 'EUR', cents: 2 }, 'must be an amount such as'],
    [fact('money'), { value: 1, currency: 'eur' }, 'needs a currency of three capital letters'],
    [fact('money'), { value: 1, currency: 'EUX' }, 'has a currency that does not exist: EUX'],
    [fact('money', { min: 0 }), { value: -1, currency: 'EUR' }, 'must be at least 0'],
    [days, '45', 'must be a number'],
    [days, Number.POSITIVE_INFINITY, 'must be a number'],
    [days, 401, 'must be at most 400 days'],
    [fact('text'), 7, 'must be a text'],
    [fact('text'), 'x'.repeat(20_001), 'must have at most 20000 characters'],
    [category, 'travel ', 'must be Travel or Meals. Did you mean "Travel"?'],
    [category, true, 'must be Travel or Meals'],
    [fact('date'), '2026-02-30', 'must be a date such as'],
    [fact('date'), '1.10.2026', 'must be a date such as'],
    [fact('boolean'), 'yes', 'must be true or false'],
    [fact('list'), 'a, b', 'must be a list'],
    [fact('list'), [{ a: 1 }], 'must have only texts'],
    [fact('list'), Array(101).fill('x'), 'must have at most 100 items; this has 101'],
    [fact('list', { choices: ['a'] }), ['b'], 'may only have the items a'],
  ])('%j refuses %j', (definition, value, message) =>
    expect(problemOf(definition, value)).toContain(message),
  );

  test('missing are the required ones that are absent or null', () => {
    const facts = [
      fact('text', { name: 'a', required: true }),
      fact('text', { name: 'b', required: true }),
      fact('text', { name: 'c' }),
    ];
    expect(checkFacts({ facts }, { a: null, c: null })).toEqual({ problems: [], missing: ['a', 'b'] });
  });

  test('a fact that the type does not define is kept and not checked', () => {
    expect(checkFacts({ facts: [category] }, { other: { deep: [1] }, it: 'Meals' })).toEqual({
      problems: [],
      missing: [],
    });
  });

  test('names of every object are not facts', () => {
    expect(checkFacts({ facts: [fact('text', { name: 'constructor', required: true })] }, {})).toEqual({
      problems: [],
      missing: ['constructor'],
    });
  });

  test('a problem says where it is', () => {
    expect(checkFacts({ facts: [days] }, { it: 'x' }).problems).toEqual([
      { path: 'facts.it', message: 'must be a number' },
    ]);
  });
});

describe('facts as people read them', () => {
  test.each<[FactDefinition, FactValue, string]>([
    [fact('money'), { value: 1840.5, currency: 'EUR' }, '1,840.50 EUR'],
    [fact('money'), { value: 1840, currency: 'JPY' }, '1,840 JPY'],
    [fact('money'), { value: 0.0005, currency: 'USD' }, '0.0005 USD'],
    [days, 45, '45 days'],
    [days, 1, '1 day'],
    [fact('number', { unit: 'kB' }), 1234.5, '1,234.5 kB'],
    [fact('number'), 0.1 + 0.2, '0.3'],
    [fact('date'), '2026-10-01', '2026-10-01'],
    [fact('boolean'), true, 'yes'],
    [fact('list'), ['free', 'winner', 3], 'free, winner, 3'],
    [fact('text'), null, '–'],
  ])('%j %j is %s', (definition, value, text) => expect(formatFact(definition, value)).toBe(text));

  test('an undefined fact shows its parts', () => {
    expect(formatValue({ hotel: 'Adlon', price: { value: 180, currency: 'EUR' } })).toBe(
      'hotel: Adlon, price: 180.00 EUR',
    );
  });
});

describe('facts as people type them', () => {
  const now: FactValue = { value: 1840.5, currency: 'EUR' };
  test.each<[FactDefinition, string, FactValue]>([
    [fact('money'), '1,760.00 EUR', { value: 1760, currency: 'EUR' }],
    [fact('money'), 'usd 12', { value: 12, currency: 'USD' }],
    [fact('money'), ' 1760.5 ', { value: 1760.5, currency: 'EUR' }],
    [fact('money'), '-3', { value: -3, currency: 'EUR' }],
    [days, '45 days', 45],
    [days, '1.5', 1.5],
    [category, 'meals', 'Meals'],
    [fact('boolean'), 'Yes', true],
    [fact('boolean'), 'false', false],
    [fact('list'), 'free, winner\ncash,', ['free', 'winner', 'cash']],
    [fact('date'), '2026-10-01', '2026-10-01'],
    [fact('text'), '  two\nlines ', 'two\nlines'],
  ])('%j reads %j as %j', (definition, text, value) =>
    expect(readFact(definition, text, now)).toEqual({ ok: true, value }),
  );

  test.each<[FactDefinition, string, string]>([
    [fact('money'), '1760,50', 'must have a dot for decimals, such as 1760.50'],
    [fact('money'), '1.760,50 EUR', 'must have a dot for decimals, such as 1760.50'],
    [fact('money'), 'twelve', 'must be an amount such as 1760.00 EUR'],
    [fact('money'), 'EUR 12 EUR', 'must be an amount such as 1760.00 EUR'],
    [fact('money'), '12 XQZ', 'has a currency that does not exist: XQZ'],
    [fact('money', { max: 10 }), '12', 'must be at most 10'],
    [days, '1e3', 'must be a number'],
    [days, '17,60', 'must have a dot for decimals, such as 1760.50'],
    [days, '401 days', 'must be at most 400 days'],
    [category, 'Rent', 'must be Travel or Meals'],
    [fact('boolean'), 'maybe', 'must be yes or no'],
    [fact('date'), 'tomorrow', 'must be a date such as'],
    [fact('text'), '  ', 'is empty'],
  ])('%j refuses %j', (definition, text, message) => {
    expect(readFact(definition, text, now)).toEqual({ ok: false, error: expect.stringContaining(message) });
  });

  test('an amount without any currency asks for one', () => {
    expect(readFact(fact('money'), '12')).toEqual({
      ok: false,
      error: 'needs a currency, such as 1760.00 EUR',
    });
  });

  test.each<[FactDefinition, FactValue]>([
    [fact('money'), { value: 1234567.89, currency: 'EUR' }],
    [days, 45],
    [fact('list'), ['a', 'b']],
    [fact('boolean'), false],
  ])('what is shown can be typed back: %j %j', (definition, value) => {
    expect(readFact(definition, formatFact(definition, value))).toEqual({ ok: true, value });
  });
});
