import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../support/desk.ts';
import { expense, plainExpense } from '../support/submissions.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

/** An expense of its own, so that tests share a desk and nothing else. */
const named = (external_id: string) => plainExpense(900, 0.8, { external_id });

describe('a key makes a request safe to repeat', () => {
  it('answers the same key and body with the first answer again, also after the decision was withdrawn', async () => {
    const key = { 'idempotency-key': 'once' };
    const first = await desk.expenses.submit(named('K-1'), key);
    expect(first.status).toBe(202);
    expect(await desk.expenses.submit(named('K-1'), key)).toMatchObject({ status: 202, body: first.body });
    await desk.expenses.about(first.body.id, 'cancel', { reason: 'Mistake' });
    expect(await desk.expenses.submit(named('K-1'), key)).toMatchObject({ status: 202, body: first.body });
    expect((await desk.expenses.list()).data.filter(({ external_id }) => external_id === 'K-1')).toHaveLength(
      1,
    );
  });

  it('refuses the same key with another body or on another path', async () => {
    const key = { 'idempotency-key': 'reused' };
    const { body } = await desk.expenses.submit(named('K-2'), key);
    const conflict = { status: 409, body: { type: '/problems/key-reused' } };
    expect(await desk.expenses.submit(named('K-3'), key)).toMatchObject(conflict);
    expect(await desk.expenses.about(body.id, 'cancel', { reason: 'Mistake' }, key)).toMatchObject(conflict);
    expect((await desk.expenses.get(body.id)).status).toBe('pending');
  });

  it('makes one decision of five equal requests at once, with a key and without an external id', async () => {
    const key = { 'idempotency-key': 'five' };
    const { external_id: _, ...nameless } = expense();
    const before = await desk.stored();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => desk.expenses.submit(nameless, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await desk.stored()).toBe(before + 1);
  });

  it('makes one decision of five equal submissions at once without a key', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => desk.expenses.submit(named('K-5'))));
    expect(new Set(answers.map(({ body }) => `${body.id} ${body.revision}`)).size).toBe(1);
  });

  it('takes the webhook-id of signed requests as the key', async () => {
    const post = (id: string, external_id: string) =>
      desk.expenses.signed('POST', '/v1/decisions', named(external_id), { id });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post('msg_1', 'K-6')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(await post('msg_1', 'K-7')).toMatchObject({ status: 409 });
    expect(await post('msg_2', 'K-7')).toMatchObject({ status: 202 });
  });

  it('keeps the keys of different sources apart', async () => {
    const key = { 'idempotency-key': 'shared' };
    const { body } = await desk.expenses.submit(named('K-8'), key);
    const support = {
      type: 'support.reply',
      title: 'Reply to Kim',
      facts: { draft: 'Hello Kim' },
      recommendation: { option: 'send', confidence: 0.8 },
    };
    const other = await desk.source('support-drafts').submit(support, key);
    expect(other.status).toBe(202);
    expect(other.body.id).not.toBe(body.id);
  });

  it('records an outcome once for its key, and several with keys of their own', async () => {
    const { body } = await desk.expenses.submit(plainExpense(20, 0.97, { external_id: 'K-9' }));
    const outcome = { correct: 'reject', kind: 'audit_finding', observed_at: '2026-11-02T10:00:00Z' };
    const told = (key: string) =>
      desk.expenses.about(body.id, 'outcome', outcome, { 'idempotency-key': key });
    expect(await told('first')).toMatchObject({ status: 201, body: { id: body.id } });
    expect(await Promise.all([told('first'), told('first')])).toMatchObject([
      { status: 201 },
      { status: 201 },
    ]);
    expect((await desk.expenses.get(body.id)).outcomes).toMatchObject([{ correct: 'reject' }]);
    await told('second');
    expect((await desk.expenses.get(body.id)).outcomes).toHaveLength(2);
    expect(await desk.expenses.about(body.id, 'outcome', { ...outcome, correct: 'pay' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'correct', message: expect.stringContaining('approve, reject') }] },
    });
  });
});
