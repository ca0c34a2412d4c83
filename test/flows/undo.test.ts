import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };

/** A verdict of Ana's that can be undone for ten seconds. */
const answered = async (desk: Desk): Promise<{ id: string; card: Message }> => {
  const { body } = await desk.expenses.submit(expense());
  const card = await desk.slack.card();
  await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
  await desk.settled();
  return { id: body.id, card: await desk.slack.again(card) };
};

describe('the undo window', () => {
  it('keeps an answer from the source, everywhere, until it can no longer be undone', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    const { id, card } = await answered(desk);
    expect(actionsOf(card)).toEqual(['undo']);
    await desk.advance(9_000);
    const pending = await desk.expenses.get(id, 0);
    expect(pending).toMatchObject({ status: 'pending', verdicts: [] });
    expect(JSON.stringify(pending)).not.toContain('Paid in May');
    expect(pending.events.map(({ type }) => type)).not.toContain('verdict_given');
    expect((await desk.expenses.list('status=resolved')).data).toEqual([]);
    expect(desk.callbacks.received).toEqual([]);

    const held = desk.expenses.get(id, 30);
    await desk.advance(1_001);
    expect(await held).toMatchObject({ status: 'resolved', disposition: 'rejected' });
    expect((await desk.callbacks.count(1))[0]?.data).toMatchObject({ disposition: 'rejected' });
    expect(actionsOf(await desk.slack.again(card))).toEqual([]);
  });

  it('answers a long poll at the moment of settling, by the clock alone', async () => {
    const desk = await startDesk({ undoWindow: '1s' });
    const { body } = await desk.expenses.submit(expense());
    const held = desk.expenses.get(body.id, 30);
    await desk.slack.answer('ana', await desk.slack.card(), 'verdict_reject', REJECTION);
    const given = performance.now();
    expect(await held).toMatchObject({ status: 'resolved' });
    expect(performance.now() - given).toBeLessThan(2_500);
    await desk.callbacks.count(1);
    expect(performance.now() - given).toBeLessThan(3_000);
  });

  it('lets only the person who answered undo, and reopens the card for everybody', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    const { id, card } = await answered(desk);
    await desk.slack.press('ben', card, 'undo');
    expect(await desk.slack.note('ben')).toContain('Only Ana Lindqvist, who gave this answer, can undo it');
    await desk.slack.press('ana', card, 'undo');
    await desk.advance(20_000);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending', verdicts: [] });
    expect(desk.callbacks.received).toEqual([]);
    const open = await desk.slack.again(card);
    expect(actionsOf(open)).toContain('verdict_approve');
    await desk.slack.answer('ben', open, 'verdict_approve', { reason: 'within_policy', rationale: 'Fine' });
    await desk.advance(10_001);
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'approved', overridden: false });
    expect(await desk.callbacks.count(1)).toHaveLength(1);
  });

  it('says when it is too late', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    const { id, card } = await answered(desk);
    await desk.advance(10_001);
    const { messages } = desk.sandbox.world;
    // The button is gone from the card by now; somebody's screen may be behind.
    messages
      .get(card.channel)
      ?.find(({ ts }) => ts === card.ts)
      ?.blocks.push(...(card.blocks as never[]));
    await desk.slack.press('ana', card, 'undo');
    expect(await desk.slack.note('ana')).toContain('too late to undo');
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'rejected' });
  });

  it('tells a source that answers a question meanwhile nothing about the verdict', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    const { id } = await answered(desk);
    const refused = await desk.expenses.about(id, 'info', { note: 'By the way' });
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/nothing-awaited' } });
    expect(textOf([refused.body])).not.toMatch(/resolved|ended/i);
  });

  it('ends as what the answer meant when it was given, whatever the policy makes of its option meanwhile', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    const { id, card } = await answered(desk);
    desk.writePolicy(({ types }) => {
      const options = {
        approve: { label: 'Keep it back', disposition: 'rejected' },
        reject: { label: 'Let it go', disposition: 'approved' },
      };
      types['expense.report'] = { ...types['expense.report'], options, reasons: {} };
    });
    await desk.policy.reread();
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('*Rejected*');
    await desk.advance(10_001);
    expect(await desk.expenses.get(id)).toMatchObject({ option: 'reject', disposition: 'rejected' });
  });

  it('withdraws an answer that could still be undone when the facts change', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    const { id } = await answered(desk);
    const changed = expense({ facts: { amount: { value: 900, currency: 'EUR' } } });
    expect(await desk.expenses.submit(changed)).toMatchObject({ status: 202, body: { id, revision: 2 } });
    await desk.advance(20_000);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending', revision: 2, verdicts: [] });
    expect(desk.callbacks.received).toEqual([]);
  });
});
