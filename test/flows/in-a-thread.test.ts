import { describe, expect, it } from 'vitest';
import type { ResolvedDecision } from '../../src/client/contract.ts';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const HOUR = 3_600_000;

/** The bot as it is served: cards, answers to sources and the clock in a thread of their own. */
const served = (policy: (draft: PolicyDraft) => void = () => undefined): Promise<Desk> =>
  startDesk({ background: 'in a thread', policy });

/** Decisions of the finance queue are due in 20 hours; what is done then, or nothing. */
const whenDue =
  (does?: 'reject') =>
  (draft: PolicyDraft): void => {
    Object.assign(draft, { sla_classes: { urgent: '20h', standard: '20h', complex: '20h' } });
    const chain = does === undefined ? {} : { chain: [{ at: 'due', do: does }] };
    draft.queues['finance'] = { channel: '#finance-decisions', ...chain };
  };

describe('the background in a thread of its own', { timeout: 60_000 }, () => {
  it('posts the card, draws it again when it is answered, and tells the source', async () => {
    const desk = await served();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.answer('ana', card, 'verdict_reject', { reason: 'duplicate', rationale: 'Paid in May' });
    await desk.callbacks.count(1);
    await desk.settled();
    expect(desk.callbacks.received[0]).toMatchObject({ verified: 'expense-bot' });
    expect(textOf((await desk.slack.again(card)).blocks)).toMatch(/Rejected.*Ana Lindqvist/s);
    const { events } = (await desk.expenses.get(body.id)) as ResolvedDecision;
    expect(events.at(-1)?.type).toBe('callback_delivered');
  });

  it('goes by the clock of the whole, and wakes who waits for what it changes', async () => {
    const desk = await served(whenDue('reject'));
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    const waiting = desk.expenses.get(body.id, 30);
    const asked = performance.now();
    await desk.advance(21 * HOUR);
    expect(await waiting).toMatchObject({ status: 'resolved', disposition: 'expired' });
    // Long before what was asked for is over, however busy the machine is: the thread steps back for all else.
    expect(performance.now() - asked).toBeLessThan(25_000);
  });

  it('goes by the policy of now', async () => {
    const desk = await served(whenDue());
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    await desk.advance(21 * HOUR);
    expect(await desk.expenses.get(body.id)).toMatchObject({ status: 'pending' });
    desk.writePolicy(whenDue('reject'));
    await desk.policy.reread();
    await desk.settled();
    expect(await desk.expenses.get(body.id)).toMatchObject({ status: 'resolved', disposition: 'expired' });
  });

  it('answers who asks by the slash command', async () => {
    const desk = await served();
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    await desk.slack.command('ana', 'queue');
    expect(await desk.slack.note('ana')).toContain('waits for you');
    await desk.slack.command('ana', `why ${body.id}`);
    expect(await desk.slack.note('ana')).toContain('Completeness');
  });
});
