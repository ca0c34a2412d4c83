import type { Submission } from '../../client/index.ts';
import { DESIGN_SAMPLE } from './design-sample.ts';
import type { ClassifiedMail } from './mail/classified-mail.ts';
import { makeMailQuarantine } from './mail/mail-quarantine.ts';
import { GENERATORS, MAIL } from './plan.ts';
import type { Wish } from './wish.ts';

export type Sample = { source: string; label: string; body: Submission };

const MADE_UP: readonly { type: string; label: string; wish: Wish }[] = [
  { type: 'expense.report', label: 'Small expense, the AI is sure', wish: { stakes: 'small', sure: 'high' } },
  {
    type: 'expense.report',
    label: 'Large expense, the AI is unsure',
    wish: { stakes: 'large', sure: 'low' },
  },
  { type: 'invoice.payment', label: 'Routine invoice', wish: { stakes: 'small', sure: 'high' } },
  { type: 'invoice.payment', label: 'Doubtful invoice', wish: { stakes: 'middle', sure: 'low' } },
  { type: 'invoice.payment', label: 'Very large invoice', wish: { stakes: 'large', sure: 'high' } },
  { type: 'support.reply', label: 'Reply to a customer', wish: { stakes: 'small', sure: 'medium' } },
];

const MAIL_BY_HAND: ClassifiedMail = {
  id: 'MAIL-sample',
  from: '"Prize Department" <winner@example.net>',
  subject: 'Re: your unclaimed £850,000 — answer within 24 hours',
  excerpt:
    'Dear friend,\n\nyour address was drawn in our <international> lottery & you have won. To release the money, send your full name, telephone number and a copy of your passport to our agent. Unsubscribe here.',
  links: 3,
  size_kb: 2.4,
  received: '2002-09-12',
  truth: 'spam',
  spam: 0.83,
  known: 0.91,
  speaksForSpam: ['unclaimed', 'lottery', 'unsubscribe', 'passport'],
  speaksAgainst: ['department', 'agent'],
};

/**
 * Submissions to start from in the page's form. Apart from the documented one they carry no id of their own, so
 * that sending one twice makes two decisions.
 */
export const makeSamples = (seed: number, now: number): Sample[] => [
  { source: 'expense-bot', label: 'Expense report of the documentation', body: DESIGN_SAMPLE },
  ...MADE_UP.flatMap(({ type, label, wish }, index) => {
    const generator = GENERATORS[type];
    if (generator === undefined) return [];
    return [
      {
        source: generator.source,
        label,
        body: withoutId(generator.make(seed * 1000 + 900 + index, now, wish)),
      },
    ];
  }),
  { source: MAIL.source, label: 'Suspicious mail', body: withoutId(makeMailQuarantine(MAIL_BY_HAND)) },
];

const withoutId = ({ ...submission }: Submission): Submission => {
  delete submission.external_id;
  return submission;
};
