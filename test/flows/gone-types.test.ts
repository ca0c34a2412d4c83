import { describe, expect, it } from 'vitest';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { APPROVAL, REJECTION } from '../support/quorums.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

const HOUR = 3_600_000;

/** Expenses leave the policy; their source stays, for another type. */
const withoutExpenses = ({ types, sources }: PolicyDraft): void => {
  delete types['expense.report'];
  delete sources['colleagues'];
  sources['expense-bot'] = { ...sources['expense-bot'], types: ['invoice.payment'] };
};
const reminding = ({ queues }: PolicyDraft): void => {
  const chain = [
    { at: '50%', do: 'remind' },
    { at: '100%', do: 'hold' },
  ];
  queues['finance'] = { channel: '#finance-decisions', chain };
};

const change = async (desk: Desk, to: (draft: PolicyDraft) => void): Promise<void> => {
  desk.writePolicy(to);
  await desk.policy.reread();
  await desk.settled();
};

/** An expense that waits when its type leaves the policy. */
const left = async (undoWindow?: string): Promise<{ desk: Desk; id: string; card: Message }> => {
  const desk = await startDesk({ policy: reminding, ...(undoWindow === undefined ? {} : { undoWindow }) });
  const { body } = await desk.expenses.submit(plainExpense(900, 0.8));
  const card = await desk.slack.card();
  await desk.settled();
  return { desk, id: body.id, card };
};

const alerts = async (desk: Desk): Promise<string[]> =>
  (await desk.slack.messages('handraise-alerts')).map(({ text }) => text);

describe('a type that leaves the policy while decisions of it wait', () => {
  it('is told to those who look after the policy, once, with how many and what to do', async () => {
    const { desk } = await left();
    await desk.expenses.submit(plainExpense(901, 0.8));
    await change(desk, withoutExpenses);
    await desk.advance(HOUR);
    const told = await desk.slack.messages('handraise-alerts');
    expect(told.map(({ text }) => text)).toEqual([
      '2 decisions wait of a type that the policy has no more, so nobody can answer.',
    ]);
    const said = textOf(told[0]?.blocks ?? []);
    expect(said).toContain('*expense.report*: 2 decisions open');
    expect(said).toContain('Bring the type back into the policy');
    expect(said).toContain('have the source cancel');
    expect(desk.logged.map(({ msg }) => msg)).toEqual(['decisions wait whose type the policy has no more']);
  });

  it('is told again when the policy changes and it is still gone, and not once nothing of it waits', async () => {
    const { desk, id } = await left();
    await change(desk, withoutExpenses);
    await change(desk, (draft) => {
      withoutExpenses(draft);
      draft.queues['another'] = '#payments';
    });
    expect(await alerts(desk)).toHaveLength(2);
    await desk.expenses.about(id, 'cancel', { reason: 'Not wanted any more' });
    await change(desk, (draft) => {
      withoutExpenses(draft);
      draft.queues['a-third'] = '#payments';
    });
    expect(await alerts(desk)).toHaveLength(2);
  });

  it('is told again when it was back and leaves again, under a version that was told before', async () => {
    const { desk } = await left();
    await change(desk, withoutExpenses);
    await change(desk, () => undefined);
    await change(desk, withoutExpenses);
    expect(await alerts(desk)).toHaveLength(2);
    await desk.advance(HOUR);
    expect(await alerts(desk)).toHaveLength(2);
  });

  it('says that nobody can cancel where its source left as well', async () => {
    const { desk } = await left();
    await change(desk, (draft) => {
      delete draft.types['expense.report'];
      delete draft.sources['colleagues'];
      delete draft.sources['expense-bot'];
    });
    const [told] = await desk.slack.messages('handraise-alerts');
    const said = textOf(told?.blocks ?? []);
    expect(said).toContain('nobody can cancel it either, since its source left the policy as well');
    expect(said).not.toContain('have the source cancel');
  });

  it('is told in the log where the policy names no channel for it', async () => {
    const { desk } = await left();
    await change(desk, (draft) => {
      withoutExpenses(draft);
      delete (draft as Partial<Record<string, unknown>>)['alerts_channel'];
    });
    await desk.advance(HOUR);
    expect(await alerts(desk)).toEqual([]);
    expect(desk.logged.map(({ msg }) => msg)).toEqual(['decisions wait whose type the policy has no more']);
  });

  it('is said to whoever presses a button of its card', async () => {
    const { desk, card } = await left();
    await change(desk, withoutExpenses);
    await desk.slack.press('ana', card, 'verdict_approve');
    expect(await desk.slack.note('ana')).toContain('no decisions of the type *expense.report* any more');
    await desk.slack.choose('ben', card, 'Full context');
    expect(await desk.slack.note('ben')).toContain('it goes on once the type is back');
  });

  it('can still be withdrawn by its source, and its card is closed', async () => {
    const { desk, id, card } = await left();
    await change(desk, withoutExpenses);
    const asked = await desk.expenses.about(id, 'info', { note: 'By the way' });
    expect(asked).toMatchObject({ status: 409, body: { type: '/problems/type-gone' } });
    expect(await desk.expenses.about(id, 'cancel', { reason: 'Not wanted' })).toMatchObject({ status: 200 });
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'resolved', disposition: 'cancelled' });
    expect(actionsOf(await desk.slack.again(card))).not.toContain('verdict_approve');
  });

  it('shows nothing on its closed card that was hidden on the open one', async () => {
    const desk = await startDesk({
      policy: ({ types }) => {
        const facts = types['expense.report']?.['facts'] as Record<string, unknown>;
        facts['iban'] = { kind: 'text', sensitive: true };
      },
    });
    const asked = plainExpense(900, 0.8);
    const iban = 'DE02120300000000202051';
    const { body } = await desk.expenses.submit({
      ...asked,
      title: `Expense of 900 EUR to ${iban}`,
      facts: { ...asked.facts, iban },
    });
    const card = await desk.slack.card();
    await desk.settled();
    await change(desk, withoutExpenses);
    await desk.expenses.about(body.id, 'cancel', { reason: 'Not wanted' });
    await desk.settled();
    const { text, blocks } = await desk.slack.again(card);
    expect(text).toContain('Expense of 900 EUR to hidden');
    expect(JSON.stringify(blocks)).not.toContain(iban);
  });

  it('goes on where it stood once it is back: buttons, and the chain', async () => {
    const { desk, id, card } = await left();
    await change(desk, withoutExpenses);
    await desk.advance(13 * HOUR);
    expect((await desk.expenses.get(id)).events.map(({ type }) => type)).not.toContain('reminded');
    await change(desk, () => undefined);
    expect((await desk.expenses.get(id)).events.map(({ type }) => type)).toContain('reminded');
    await desk.slack.answer('ana', await desk.slack.again(card), 'verdict_approve', APPROVAL);
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'approved' });
  });

  it('lets an answer that was given become final, as what it meant', async () => {
    const { desk, id, card } = await left('10s');
    await desk.slack.answer('ana', card, 'verdict_approve', APPROVAL);
    await change(desk, withoutExpenses);
    expect(await alerts(desk)).toEqual([]);
    await desk.advance(10_001);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'resolved', disposition: 'approved' });
    expect(await desk.callbacks.count(1)).toHaveLength(1);
  });

  it('lets an answer be taken back until then', async () => {
    const { desk, id, card } = await left('10s');
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    await desk.settled();
    const settling = await desk.slack.again(card);
    await change(desk, withoutExpenses);
    await desk.slack.press('ana', settling, 'undo');
    expect(await desk.slack.note('ana')).toContain('Your answer is taken back');
    await desk.advance(20_000);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });
});
