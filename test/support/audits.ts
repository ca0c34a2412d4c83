import type { Desk, DeskOptions } from './desk.ts';
import { actionsOf, type Message } from './slack-side.ts';
import { plainExpense } from './submissions.ts';
import { until } from './until.ts';

/** A desk on which everything that runs by itself is audited. */
export const ALL_AUDITED: DeskOptions = {
  sampling: true,
  policy: ({ defaults }) => {
    defaults['audit_share'] = { auto_execute: 1, auto_audit: 1 };
  },
};

/** An expense small and sure enough to run by itself. */
export const small = (euros = 40, external_id = `EXP-${euros}`) =>
  plainExpense(euros, 0.97, { external_id, title: `Taxi, ${euros} EUR` });

export const WRONG = { correct_option: 'reject', reason: 'duplicate', rationale: 'Paid on the card already' };
export const RIGHT = { reason: 'within_policy', convinced_by: 'amount' };

/** The open audits in a channel, oldest first, once there are `n` of them. */
export const audits = (desk: Desk, n = 1, channel?: string): Promise<Message[]> =>
  until(`${n} open audits`, async () => {
    const found = (await desk.slack.cards(channel)).filter((card) => actionsOf(card).includes('audit_right'));
    return found.length === n && found;
  });

/** The newest message about a miss, once there is one (and once it says `words`). */
export const missOf = (desk: Desk, words = ''): Promise<Message> =>
  until(`a message about a miss${words === '' ? '' : ` that says ${words}`}`, async () =>
    (await desk.slack.cards()).findLast(
      ({ blocks }) =>
        JSON.stringify(blocks).includes('An audit found a wrong execution') &&
        JSON.stringify(blocks).includes(words),
    ),
  );
