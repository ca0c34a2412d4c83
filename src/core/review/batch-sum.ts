import { isMoney } from '../decision/money.ts';
import type { Money } from '../decision/submission.ts';
import type { CardView } from './card-view.ts';

/**
 * The amounts at stake of several decisions together, one sum per currency, in the order in which the currencies come.
 * Null where one of them has no amount, or has one that this person may not see: a sum of the rest would be taken for all.
 */
export const sumOf = (views: Pick<CardView, 'facts' | 'amount_fact'>[]): Money[] | null => {
  const sums = new Map<string, number>();
  for (const { facts, amount_fact } of views) {
    const amount = facts.find(({ definition }) => definition.name === amount_fact)?.value;
    if (!isMoney(amount)) return null;
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.value);
  }
  return sums.size === 0 ? null : [...sums].map(([currency, value]) => ({ value, currency }));
};
