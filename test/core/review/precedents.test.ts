import { describe, expect, it } from 'vitest';
import { nearest, type Precedent } from '../../../src/core/review/precedents.ts';
import { expenseType, NOW, submission, verdict } from '../../blocks/a-case.ts';

const answered = (id: string, euros: number, over: Partial<Precedent> = {}): Precedent => ({
  id,
  title: `Expense ${id}`,
  option: 'approve',
  disposition: 'approved',
  correct: null,
  at: NOW,
  facts: { amount: { value: euros, currency: 'EUR' }, category: 'Travel', receipts: 11, tenure_days: 45 },
  quorum: null,
  verdicts: [verdict()],
  ...over,
});
const ids = (cases: Precedent[], type = expenseType()): string[] =>
  nearest(type, submission(), cases).map(({ id }) => id);

describe('the nearest cases', () => {
  it('are those whose facts are most alike, the amount before all, at most three', () => {
    const cases = [
      answered('far', 12),
      answered('close', 1790),
      answered('same', 1840.5),
      answered('near', 2300),
    ];
    expect(ids(cases)).toEqual(['same', 'close', 'near']);
  });

  it('are the newest ones among equals', () => {
    expect(ids([answered('older', 1840.5, { at: NOW - 1 }), answered('newer', 1840.5)])).toEqual([
      'newer',
      'older',
    ]);
  });

  it('count another choice, another currency and a fact that only one of them has as unlike', () => {
    const { category: _, ...without } = answered('', 1840.5).facts;
    const cases = [
      answered('bare', 1840.5, { facts: without }),
      answered('meals', 1840.5, { facts: { ...answered('', 1840.5).facts, category: 'Meals' } }),
      answered('same', 1840.5),
    ];
    expect(ids(cases)[0]).toBe('same');
    const dollars = { ...answered('', 0).facts, amount: { value: 1840.5, currency: 'USD' } };
    // Of the weight of five facts, amounts twice, a different currency takes two.
    expect(ids([answered('dollars', 0, { facts: { ...dollars, receipts: 2, category: 'Meals' } })])).toEqual(
      [],
    );
  });

  it('leave out what is unlike, and answers that turned out wrong', () => {
    const unlike = answered('unlike', 2, {
      facts: { amount: { value: 2, currency: 'EUR' }, category: 'Meals' },
    });
    expect(ids([unlike, answered('wrong', 1840.5, { correct: 'reject' })])).toEqual([]);
    expect(ids([answered('right', 1840.5, { correct: 'approve' })])).toEqual(['right']);
  });

  it('are not compared by sensitive facts: a channel would learn from the company a case is put in', () => {
    const type = expenseType();
    const secret = {
      ...type,
      facts: type.facts.map((fact) => ({ ...fact, sensitive: fact.name === 'amount' })),
    };
    const cases = [answered('alike', 9_000, { at: NOW - 1 }), answered('same sum', 1840.5, { at: NOW - 2 })];
    expect(ids(cases, secret)).toEqual(['alike', 'same sum']);
    expect(ids(cases)).toEqual(['same sum', 'alike']);
  });

  it('are none where the type has nothing to compare by', () => {
    expect(ids([answered('a', 1840.5)], expenseType({ facts: [] }))).toEqual([]);
  });
});
