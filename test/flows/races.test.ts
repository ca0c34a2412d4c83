import { describe, expect, it } from 'vitest';
import type { ResolvedDecision } from '../../src/client/contract.ts';
import { startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { actionsOf, buttonOf, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const APPROVAL = { reason: 'within_policy', rationale: 'Fine' };
const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };

describe('when several act at once', () => {
  it('lets one of two reviewers win, and tells the other who was first', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.press('ana', card, 'verdict_approve');
    await desk.slack.press('ben', card, 'verdict_reject');
    await Promise.all([desk.slack.modal('ana'), desk.slack.modal('ben')]);
    meetAtCommit(desk);
    const answers = await Promise.all([desk.slack.fill('ana', APPROVAL), desk.slack.fill('ben', REJECTION)]);
    expect(
      answers.map(({ response_action }) => response_action).toSorted((a = '', b = '') => a.localeCompare(b)),
    ).toEqual(['clear', 'update']);
    const [winner, loser] = answers[0].response_action === 'clear' ? [0, 1] : [1, 0];
    const name = ['Ana Lindqvist', 'Ben Okafor'][winner] ?? '';
    expect(textOf([answers[loser]?.view])).toContain(`${name} was first`);
    const decision = await desk.expenses.get(body.id);
    expect(decision).toMatchObject({ disposition: winner === 0 ? 'approved' : 'rejected' });
    expect(decision.verdicts).toHaveLength(1);
    await desk.settled();
    expect(desk.callbacks.received).toHaveLength(1);
    expect(actionsOf(await desk.slack.again(card))).toEqual([]);
  });

  it('tells a late presser who decided and when', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    const value = buttonOf(card, 'verdict_approve')?.value ?? '';
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    const { messages } = desk.sandbox.world;
    await desk.settled();
    messages
      .get(card.channel)
      ?.find(({ ts }) => ts === card.ts)
      ?.blocks.push(...(card.blocks as never[]));
    await desk.slack.press('ben', card, 'verdict_approve', { value });
    const note = await desk.slack.note('ben');
    expect(note).toContain('Ana Lindqvist was first');
    expect(note).toContain('“Reject”');
    expect(await desk.slack.modals('ben')).toEqual([]);
  });

  it('decides once when Slack delivers a press and a form twice', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.fault({ kind: 'duplicate_delivery', method: 'interactive' });
    await desk.slack.press('ana', card, 'verdict_reject');
    await desk.slack.fill('ana', REJECTION);
    await desk.settled();
    const { verdicts, events } = await desk.expenses.get(body.id);
    expect(verdicts).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'resolved')).toHaveLength(1);
    expect(desk.callbacks.received).toHaveLength(1);
  });

  it('makes old cards stale when the same thing is submitted with changed facts', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.press('ana', card, 'verdict_approve');
    await desk.slack.modal('ana');
    const changed = expense({ facts: { amount: { value: 2_000, currency: 'EUR' }, category: 'Travel' } });
    expect(await desk.expenses.submit(changed)).toMatchObject({
      status: 202,
      body: { id: body.id, revision: 2, status: 'pending' },
    });
    const late = await desk.slack.fill('ana', APPROVAL);
    expect(late).toMatchObject({ response_action: 'update' });
    expect(textOf([late.view])).toContain('revision 2 stands now');
    await desk.settled();
    const now = await desk.slack.again(card);
    expect(textOf(now.blocks)).toContain('2,000.00 EUR');
    expect(textOf(now.blocks)).toContain('1,840.50');
    expect(await desk.expenses.get(body.id)).toMatchObject({ status: 'pending', revision: 2, verdicts: [] });
    expect(await desk.slack.cards()).toHaveLength(1);
  });

  it('decides upon one revision when a verdict and changed facts come at once', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.press('ana', await desk.slack.card(), 'verdict_approve');
    await desk.slack.modal('ana');
    meetAtCommit(desk);
    const changed = expense({ facts: { amount: { value: 2_000, currency: 'EUR' } } });
    const [given, sent] = await Promise.all([
      desk.slack.fill('ana', APPROVAL),
      desk.expenses.submit(changed),
    ]);
    expect(sent.status).toBe(202);
    const { status, revision, verdicts } = await desk.expenses.get(body.id);
    expect([
      { form: 'update', same: true, status: 'pending', revision: 2, verdicts: 0 },
      { form: 'clear', same: false, status: 'resolved', revision: 1, verdicts: 1 },
    ]).toContainEqual({
      form: given.response_action,
      same: sent.body.id === body.id,
      status,
      revision,
      verdicts: verdicts.length,
    });
  });

  it('answers an identical resubmission with the revision that stands, and leaves the card alone', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    const { title, type, ...rest } = expense();
    const reordered = { title, ...rest, type };
    expect(await desk.expenses.submit(reordered)).toMatchObject({
      status: 202,
      body: { id: body.id, revision: 1 },
    });
    await desk.settled();
    expect((await desk.slack.again(card)).blocks).toEqual(card.blocks);
    expect(await desk.stored()).toBe(1);
  });

  it('keeps a decision with people when new facts would have it executed', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const tiny = expense({
      facts: { amount: { value: 5, currency: 'EUR' } },
      recommendation: { option: 'approve', confidence: 0.99 },
      signals: { opinions: [], similarity: 0.99, rule_match: 'clear' },
      consequence: { customer_impact: 'none', compliance: false, reputation: 'none', reversible: true },
    });
    expect(await desk.expenses.submit(tiny)).toMatchObject({
      status: 202,
      body: { id: body.id, revision: 2, status: 'pending', route: { level: 'review' } },
    });
  });

  it('makes a new decision of what is submitted again after it was resolved', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.answer('ana', await desk.slack.card(), 'verdict_reject', REJECTION);
    const again = await desk.expenses.submit(expense());
    expect(again).toMatchObject({ status: 202, body: { revision: 1, status: 'pending' } });
    expect(again.body.id).not.toBe(body.id);
  });

  it('ends in one way when a verdict and the withdrawal come at once', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.press('ana', await desk.slack.card(), 'verdict_approve');
    await desk.slack.modal('ana');
    meetAtCommit(desk);
    const [given, cancelled] = await Promise.all([
      desk.slack.fill('ana', APPROVAL),
      desk.expenses.about(body.id, 'cancel', { reason: 'Sent by mistake' }),
    ]);
    const decision = await desk.expenses.get(body.id);
    expect([
      { ended: 'cancelled', cancel: 200, form: 'update', verdicts: 0 },
      { ended: 'approved', cancel: 409, form: 'clear', verdicts: 1 },
    ]).toContainEqual({
      ended: (decision as ResolvedDecision).disposition,
      cancel: cancelled.status,
      form: given.response_action,
      verdicts: decision.verdicts.length,
    });
    await desk.settled();
    expect(desk.callbacks.received).toHaveLength(1);
  });

  it('withdraws what the source cancels: the card says so, presses are refused, a second cancel conflicts', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    const cancelled = await desk.expenses.about(body.id, 'cancel', { reason: 'Sent by mistake' });
    expect(cancelled).toMatchObject({ status: 200, body: { id: body.id, status: 'resolved' } });
    await desk.settled();
    const withdrawn = await desk.slack.again(card);
    expect(actionsOf(withdrawn)).toEqual([]);
    expect(textOf(withdrawn.blocks)).toContain('Sent by mistake');
    expect(desk.callbacks.received).toMatchObject([
      { type: 'decision.resolved', data: { disposition: 'cancelled' } },
    ]);
    expect(await desk.expenses.about(body.id, 'cancel', { reason: 'Again' })).toMatchObject({ status: 409 });
  });
});
