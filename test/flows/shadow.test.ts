import { describe, expect, it } from 'vitest';
import { ALL_AUDITED, small } from '../support/audits.ts';
import { startDesk } from '../support/desk.ts';
import { expense } from '../support/submissions.ts';

const watched = () =>
  startDesk({
    ...ALL_AUDITED,
    policy: (draft) => {
      ALL_AUDITED.policy?.(draft);
      for (const source of Object.values(draft.sources))
        if (source['kind'] !== 'people') source['mode'] = 'shadow';
    },
  });

describe('a source in shadow mode', () => {
  it('is told what would have happened, and nothing of it happens', async () => {
    const desk = await watched();
    const reviewed = await desk.expenses.submit(expense());
    expect(reviewed).toMatchObject({
      status: 200,
      body: {
        status: 'resolved',
        shadow: true,
        option: null,
        disposition: null,
        would_have: { status: 'pending', queue: 'finance' },
        route: { level: 'review' },
      },
    });
    const executed = await desk.expenses.submit(small());
    expect(executed).toMatchObject({
      status: 200,
      body: {
        shadow: true,
        option: null,
        disposition: null,
        would_have: { status: 'resolved', option: 'approve', disposition: 'auto_executed' },
      },
    });
    await desk.settled();
    expect(await desk.slack.cards()).toEqual([]);
    expect(desk.callbacks.received).toEqual([]);
    const decision = await desk.expenses.get(executed.body.id);
    expect(decision).toMatchObject({ status: 'resolved', shadow: true, disposition: null, audits: [] });
    expect(decision.events.map(({ type }) => type)).toEqual(['received', 'routed']);
    expect(decision).not.toHaveProperty('receipt');
    expect(decision.explanation).toContain('expense-bot decides it by itself');
  });

  it('tells outcomes, and has nothing to withdraw, answer or contest', async () => {
    const desk = await watched();
    const { body } = await desk.expenses.submit(expense());
    const outcome = { correct: 'reject', observed_at: '2026-11-22T10:00:00Z' };
    expect(await desk.expenses.about(body.id, 'outcome', outcome)).toMatchObject({ status: 201 });
    expect((await desk.expenses.get(body.id)).outcomes).toMatchObject([{ correct: 'reject' }]);
    for (const [verb, sent] of [
      ['cancel', { reason: 'x' }],
      ['info', { note: 'x' }],
      ['contest', { by: 'Dana', note: 'x' }],
    ] as const)
      expect(await desk.expenses.about(body.id, verb, sent)).toMatchObject({ status: 409 });
  });

  it('makes a decision of each submission, since none is ever open', async () => {
    const desk = await watched();
    const first = await desk.expenses.submit(expense());
    const second = await desk.expenses.submit(expense());
    expect(second.body.id).not.toBe(first.body.id);
    const key = { 'idempotency-key': 'k' };
    const third = await desk.expenses.submit(expense(), key);
    expect((await desk.expenses.submit(expense(), key)).body).toEqual(third.body);
  });
});
