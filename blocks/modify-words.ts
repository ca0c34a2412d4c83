import { formatFact } from '../src/core/decision/facts.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import { LIMITS } from './limits.ts';
import type { Entered } from './modify-changes.ts';

type Named = Pick<CardView, 'modify' | 'options'>;

const labelOf = ({ modify, options }: Named): string =>
  options.find(({ id }) => id === modify?.option)?.label ?? 'Approve';

/** What an answer with other values is called, by the option's own label: `Send with changes`. */
export const submitWords = (view: Named): string => {
  const words = `${labelOf(view)} with changes`;
  return words.length <= LIMITS.modalButton ? words : 'Send changes';
};

/** The same on the form's button: `Approve 1,760.00 EUR` where the amount at stake is another one now. */
export const buttonWords = (view: CardView, { values }: Entered): string => {
  const amount = view.facts.find(({ definition, masked }) => !masked && definition.name === view.amount_fact);
  const now = amount && values[amount.definition.name];
  if (amount === undefined || now === undefined) return submitWords(view);
  const words = `${labelOf(view)} ${formatFact(amount.definition, now)}`;
  return words.length <= LIMITS.modalButton ? words : submitWords(view);
};
