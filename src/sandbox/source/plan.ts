import type { Submission } from '../../client/index.ts';
import { createDice, type Dice } from './dice.ts';
import { makeExpenseReport } from './expense-report.ts';
import { makeInvoicePayment } from './invoice-payment.ts';
import { makeSupportReply } from './support-reply.ts';
import type { Generator, Wish } from './wish.ts';

/** The sources of the example policy and what each submits. Mails are real and come from the mail box. */
export const GENERATORS: Record<string, { source: string; make: Generator }> = {
  'expense.report': { source: 'expense-bot', make: makeExpenseReport },
  'invoice.payment': { source: 'invoice-agent', make: makeInvoicePayment },
  'support.reply': { source: 'support-drafts', make: makeSupportReply },
};
export const MAIL = { source: 'mail-filter', type: 'mail.quarantine' } as const;

/** One submission to come. */
export type Step = { type: string; wish?: Wish; mail?: 'any' | 'unsure' };

/** The first handful: every type, from what runs by itself to what only people decide. */
export const FIRST: readonly Step[] = [
  { type: 'expense.report', wish: { stakes: 'middle', sure: 'medium' } },
  { type: 'invoice.payment', wish: { stakes: 'middle', sure: 'medium' } },
  { type: 'support.reply', wish: { stakes: 'small', sure: 'medium' } },
  { type: 'expense.report', wish: { stakes: 'small', sure: 'high' } },
  { type: 'invoice.payment', wish: { stakes: 'small', sure: 'high' } },
  { type: 'expense.report', wish: { stakes: 'large', sure: 'low' } },
  { type: 'invoice.payment', wish: { stakes: 'large', sure: 'high' } },
  { type: MAIL.type, mail: 'unsure' },
  { type: MAIL.type, mail: 'any' },
];

/** What comes next in the trickle. Mails are taken as they come, so that their confidence stays unselected. */
export const drawStep = (dice: Dice): Step =>
  dice.pick<Step>([
    { type: 'expense.report' },
    { type: 'expense.report' },
    { type: 'invoice.payment' },
    { type: 'support.reply' },
    { type: MAIL.type, mail: 'any' },
    { type: MAIL.type, mail: 'any' },
  ]);

/** Between the seeds of one run: chosen so that the first handful differ from each other. */
const STRIDE = 11;

/** The number `n` of what a run with this seed makes up; undefined for types that are not made up. */
export const makeUp = (step: Step, seed: number, n: number, now: number): Submission | undefined =>
  GENERATORS[step.type]?.make(seed * 1000 + n * STRIDE, now, step.wish);

/** Draws of a run that have nothing to do with what is made up. */
export const dicesOf = (seed: number) => ({
  order: createDice(seed ^ 0x51),
  answers: createDice(seed ^ 0xa7),
});
