import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../src/core/review/batch-sum.ts';
import { type CardView, viewFor } from '../../../src/core/review/view.ts';
import { aCase, expenseType, fact, NOW, revision, submission } from '../../blocks/a-case.ts';

const EUR = (value: number) => ({ value, currency: 'EUR' });
const sensitive = expenseType({
  facts: [fact('amount', 'money', { sensitive: true })],
  sensitive_roles: ['payroll'],
});

const view = (facts: Record<string, unknown>, type = expenseType(), roles: string[] = []): CardView =>
  viewFor(
    aCase({ revision: revision({ body: submission({ facts: facts as never }) }) }),
    type,
    { kind: 'person', id: 'U1', roles },
    NOW,
  );

describe('what several decisions are about together', () => {
  it('is the sum of their amounts, currency by currency', () => {
    const views = [EUR(40.1), EUR(41.2), { value: 5_000, currency: 'JPY' }, EUR(-1.3)];
    const sums = sumOf(views.map((amount) => view({ amount })));
    expect(sums?.map(({ currency }) => currency)).toEqual(['EUR', 'JPY']);
    expect(sums?.[0]?.value).toBeCloseTo(80, 8);
    expect(sums?.[1]?.value).toBe(5_000);
  });

  it('is not said where one has no amount, or the type none at all', () => {
    expect(sumOf([view({ amount: EUR(40) }), view({ category: 'Meals' })])).toBeNull();
    const { amount: _, ...without } = expenseType();
    expect(sumOf([view({ amount: EUR(40) }, without)])).toBeNull();
    expect(sumOf([])).toBeNull();
  });

  it('is only for those who may see each amount', () => {
    const facts = { amount: EUR(40) };
    expect(sumOf([view(facts, sensitive), view(facts, sensitive)])).toBeNull();
    expect(sumOf([view(facts, sensitive, ['payroll'])])).toEqual([EUR(40)]);
  });
});
