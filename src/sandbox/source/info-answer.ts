import type { Facts, InfoAnswer, Submission } from '../../client/index.ts';
import type { Dice } from './dice.ts';

const NOTES: Record<string, readonly [string, ...string[]]> = {
  'expense.report': [
    '{who} says: the receipt was in the other jacket, it is attached now. The hotel was the last one free during the fair.',
    '{who} says: yes, that was a dinner with the customer. Guests: Mr Sørensen & Ms Okafor, to celebrate the signing.',
  ],
  'invoice.payment': [
    'Purchasing confirmed by telephone: ordered, delivered in full on the 3rd, the account is right.',
    'The vendor says: both invoices are for the same service in two different months, see the attached list.',
  ],
  'support.reply': [
    'From the order system: sent on Monday, scanned twice, delivered to a neighbour who signed "M. Ñáñez".',
    'The customer wrote again: a replacement is fine, no refund needed 👍',
  ],
  'mail.quarantine': [
    'The sender’s domain was registered four days ago & has no SPF record. Nobody here has written to it before.',
    'The recipient says: I subscribed to this newsletter in spring.',
  ],
};
const ANY = ['Asked and confirmed: what was submitted is right.'] as const;

/** Values for facts that a source may have left out. */
const FOUND: Facts = { nights: 2, purchase_order: 'PO-4711', receipts: 3, days_until_due: 14 };

/** A plausible answer to a question: a note, a document, and the facts that were asked for where there are any. */
export const answerInfoRequest = (
  dice: Dice,
  asked: { request_id: string; facts: readonly string[] },
  submission: Submission,
): InfoAnswer => {
  const who = submission.subject?.name ?? 'The submitter';
  const facts = Object.fromEntries(
    asked.facts.flatMap((name) => {
      const value = submission.facts?.[name] ?? FOUND[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    request_id: asked.request_id,
    note: dice.pick(NOTES[submission.type] ?? ANY).replace('{who}', who),
    ...(Object.keys(facts).length > 0 && { facts }),
    attachments: [
      { title: 'What was found.pdf', url: `https://example.com/answers/${asked.request_id}.pdf` },
    ],
  };
};
