import { describe, expect, it } from 'vitest';
import type { ResolvedDecision } from '../../src/client/contract.ts';
import { ASK_SHARES } from '../../src/core/review/asks.ts';
import { openServerKeys } from '../../src/server-keys.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { actionsOf, buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';

/** Submits and waits for the card. */
const raised = async (desk: Desk, submission = expense()): Promise<{ id: string; card: Message }> => {
  const { body } = await desk.expenses.submit(submission);
  return { id: body.id, card: await desk.slack.card() };
};
const resolved = async (desk: Desk, id: string): Promise<ResolvedDecision> =>
  (await desk.expenses.get(id)) as ResolvedDecision;

describe('what a reviewer can answer', () => {
  it('approves, which agrees with the AI, with a reason in own words from medium consequence on', async () => {
    const desk = await startDesk();
    const { id, card } = await raised(desk);
    await desk.slack.press('ben', card, 'verdict_approve');
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain('agrees with the AI');
    expect(await desk.slack.fill('ben', { reason: 'within_policy' })).toMatchObject({
      ok: false,
      errors: { rationale: 'Please complete this required field.' },
    });
    await desk.slack.fill('ben', { reason: 'within_policy', rationale: 'All receipts are there' });
    expect(await resolved(desk, id)).toMatchObject({
      option: 'approve',
      disposition: 'approved',
      overridden: false,
      values: null,
      verdicts: [{ by: { id: desk.slack.userId('ben') }, rationale: 'All receipts are there' }],
    });
  });

  it('approves with changed values: the difference is on the card, in the callback and in GET', async () => {
    const desk = await startDesk();
    const { id, card } = await raised(desk);
    await desk.slack.answer('ana', card, 'modify', {
      'fact:amount': '1760',
      reason: 'over_policy_cap',
      rationale: 'Hotel capped at 180 a night',
    });
    const [callback] = await desk.callbacks.count(1);
    const ended = {
      option: 'approve',
      disposition: 'modified',
      overridden: true,
      values: { amount: { value: 1760, currency: 'EUR' } },
    };
    expect(callback?.data).toMatchObject(ended);
    expect(await resolved(desk, id)).toMatchObject(ended);
    expect((await resolved(desk, id)).facts['amount']).toEqual({ value: 1840.5, currency: 'EUR' });
    await desk.settled();
    const settled = textOf((await desk.slack.again(card)).blocks);
    expect(settled).toContain('1,840.50');
    expect(settled).toContain('1,760.00 EUR');
  });

  it('takes no modification that changes nothing', async () => {
    const desk = await startDesk();
    const { id, card } = await raised(desk);
    await desk.slack.press('ana', card, 'modify');
    const answer = await desk.slack.fill('ana', { reason: 'over_policy_cap', rationale: 'Hm' });
    expect(answer).toMatchObject({ response_action: 'errors' });
    expect(Object.values(answer.errors ?? {}).join()).toContain('Nothing was changed');
    expect((await desk.expenses.get(id)).status).toBe('pending');
  });

  it('asks the source, waits, and gets a new revision when facts come back; the old card is stale then', async () => {
    const desk = await startDesk();
    const { id, card } = await raised(desk);
    await desk.slack.answer('ana', card, 'request_info', {
      question: 'How many nights?',
      facts: ['receipts'],
    });
    const [asked] = await desk.callbacks.count(1);
    expect(asked).toMatchObject({
      verified: 'expense-bot',
      type: 'decision.info_requested',
      data: { id, revision: 1, question: 'How many nights?', facts: ['receipts'], due_at: null },
    });
    await desk.settled();
    const waiting = await desk.slack.again(card);
    expect(textOf(waiting.blocks)).toContain('How many nights?');
    expect(actionsOf(waiting)).not.toContain('verdict_approve');
    await desk.slack.press('ben', { ...card }, 'more', { selected: overflowValue(card) });

    const request_id = asked?.data['request_id'];
    const answered = await desk.expenses.about(id, 'info', {
      request_id,
      facts: { nights: 2, receipts: 12 },
    });
    expect(answered).toMatchObject({ status: 200, body: { id, revision: 2, status: 'pending' } });
    await desk.settled();
    const revised = await desk.slack.again(card);
    expect(textOf(revised.blocks)).toContain('12');
    expect(actionsOf(revised)).toContain('verdict_approve');
    expect(await desk.slack.cards()).toHaveLength(1);

    const old = buttonOf(card, 'verdict_approve')?.value ?? '';
    await desk.slack.press('ana', revised, 'verdict_approve', { value: old });
    expect(await desk.slack.note('ana')).toContain('revision 2 stands now');
    expect((await desk.expenses.get(id)).status).toBe('pending');
    await desk.slack.answer('ana', revised, 'verdict_approve', {
      reason: 'within_policy',
      rationale: 'Two nights',
    });
    expect(await resolved(desk, id)).toMatchObject({
      revision: 2,
      disposition: 'approved',
      facts: { nights: 2 },
    });
  });

  it('reopens the same revision when the source answers with a note alone', async () => {
    const desk = await startDesk();
    const { id, card } = await raised(desk);
    await desk.slack.answer('ana', card, 'request_info', { question: 'Which hotel?' });
    expect(await desk.expenses.about(id, 'info', { note: 'The Adlon' })).toMatchObject({
      status: 200,
      body: { revision: 1, status: 'pending' },
    });
    await desk.settled();
    const reopened = await desk.slack.again(card);
    expect(textOf(reopened.blocks)).toContain('The Adlon');
    await desk.slack.answer('ana', reopened, 'verdict_reject', { reason: 'other', rationale: 'Too dear' });
    expect(await resolved(desk, id)).toMatchObject({ revision: 1, disposition: 'rejected' });
    expect(await desk.expenses.about(id, 'info', { note: 'Late' })).toMatchObject({ status: 409 });
  });

  it('refuses answers to questions that nobody asked', async () => {
    const desk = await startDesk();
    const { id } = await raised(desk);
    expect(await desk.expenses.about(id, 'info', { note: 'By the way' })).toMatchObject({
      status: 409,
      body: { type: '/problems/nothing-awaited' },
    });
    expect((await desk.expenses.get(id)).events.map(({ type }) => type)).not.toContain('info_answered');
  });

  it('lets an agreement of low consequence be one tap: the fact that convinced', async () => {
    const desk = await startDesk();
    const { id, card } = await raised(desk, plainExpense(40, 0.8));
    await desk.slack.answer('ana', card, 'verdict_approve', {
      reason: 'within_policy',
      convinced_by: 'receipts',
    });
    expect(await resolved(desk, id)).toMatchObject({
      route: { level: 'review', consequence: 'low' },
      disposition: 'approved',
      verdicts: [{ rationale: 'Convinced by Receipts' }],
    });
  });

  it('keeps the time that a form was open and shows it on the settled card', async () => {
    const desk = await startDesk();
    const { card } = await raised(desk);
    await desk.slack.answer('ana', card, 'verdict_reject', { reason: 'duplicate', rationale: 'Paid in May' });
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('form open');
  });
});

const overflowValue = (card: Message): string => {
  const menu = buttonOf(card, 'more') as unknown as { options: { value: string }[] };
  return menu.options[0]?.value ?? '';
};

describe('what is kept with an answer', () => {
  it('is the category of an override, and what the person’s role documents: on the card, in GET and in the callback', async () => {
    const desk = await startDesk({
      policy: ({ types }) => {
        const type = types['expense.report'];
        if (type !== undefined) type['document'] = { 'finance-leads': ['Risk'], finance: ['Cost centre'] };
      },
    });
    const { id, card } = await raised(desk);
    await desk.slack.press('ana', card, 'verdict_reject');
    const form = textOf((await desk.slack.modal('ana')).blocks);
    expect(form).toContain('Cost centre');
    const answer = { reason: 'not_business', rationale: 'A private trip' };
    expect(await desk.slack.fill('ana', answer)).toMatchObject({ ok: false });
    const written = Object.fromEntries(
      [...form.matchAll(/"block_id":"(document:[^"]+)"/g)].map(([, block = '']) => [block, '4711']),
    );
    await desk.slack.fill('ana', { ...answer, ...written });
    const kept = { category: 'edge_case', documented: { 'Cost centre': '4711' } };
    const [callback] = await desk.callbacks.count(1);
    expect(callback?.data).toMatchObject({ verdicts: [kept] });
    expect(await resolved(desk, id)).toMatchObject({ verdicts: [kept] });
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('Cost centre: 4711');
  });

  it('asks some what was missing on the card, and tells no source', async () => {
    const desk = await startDesk({ sampling: true });
    // The draw is the server's, so which decisions it falls on is known beforehand: the others are withdrawn at once.
    const { draw } = await openServerKeys(desk.app.store);
    const raise = async (n: number): Promise<string> => {
      const { body } = await desk.expenses.submit(plainExpense(300, 0.8, { title: `Number ${n}.` }));
      if (draw(body.id, 'missing_on_card') < ASK_SHARES.missing_on_card) return body.id;
      await desk.expenses.about(body.id, 'cancel', { reason: 'Not drawn' });
      return raise(n + 1);
    };
    const id = await raise(1);
    const { decision } = (await desk.app.store.findCase(id)) ?? {};
    const card = await desk.slack.card('finance-decisions', (one) =>
      textOf(one.blocks).includes(decision?.title ?? ''),
    );
    await desk.slack.press('ana', card, 'verdict_reject');
    expect(textOf((await desk.slack.modal('ana')).blocks)).toContain('Was anything missing');
    const answer = { reason: 'duplicate', rationale: 'Paid in May', missing_on_card: 'The earlier report' };
    await desk.slack.fill('ana', answer);
    expect(JSON.stringify(await resolved(desk, id))).toContain('Paid in May');
    expect(JSON.stringify(await resolved(desk, id))).not.toContain('The earlier report');
    const kase = await desk.app.store.findCase(id);
    expect(kase?.events.find(({ type }) => type === 'verdict_given')?.data).toMatchObject({
      missing_on_card: 'The earlier report',
    });
  });
});
