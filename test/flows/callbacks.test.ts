import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';

const HOUR = 3_600_000;
const executed = (desk: Desk, overrides = {}) => desk.expenses.submit(plainExpense(20, 0.97, overrides));
const eventsOf = async (desk: Desk, id: string) =>
  (await desk.expenses.get(id)).events.map(({ type }) => type);

describe('the answer back to the source', () => {
  it('is tried again under the same webhook-id, signed anew, until the source takes it', async () => {
    const desk = await startDesk();
    desk.callbacks.answerWith({ status: 503 });
    const { body } = await executed(desk);
    await desk.callbacks.count(1);
    await desk.settled();
    for (const wait of [4_000, 2_000, 6 * 60_000]) await desk.advance(wait);
    expect(desk.callbacks.received).toHaveLength(3);
    desk.callbacks.answerWith({ status: 204 });
    await desk.advance(HOUR);
    await desk.advance(80 * HOUR);
    expect(desk.callbacks.received).toHaveLength(4);
    expect(new Set(desk.callbacks.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(desk.callbacks.received.map(({ verified }) => verified))).toEqual(
      new Set(['expense-bot']),
    );
    const { events } = await desk.expenses.get(body.id);
    expect(events.at(-1)).toMatchObject({ type: 'callback_delivered', data: { attempts: 4 } });
  });

  it('is given up after about 76 hours, kept as failed, and shown on the card', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    desk.callbacks.answerWith({ status: 500 });
    await desk.slack.answer('ana', card, 'verdict_reject', { reason: 'duplicate', rationale: 'Paid in May' });
    await desk.settled();
    for (let hours = 0; hours < 95; hours++) await desk.advance(HOUR);
    expect(desk.callbacks.received).toHaveLength(10);
    expect((await eventsOf(desk, body.id)).at(-1)).toBe('callback_failed');
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('expense-bot');
    desk.callbacks.answerWith({ status: 200 });
    await desk.advance(100 * HOUR);
    expect(desk.callbacks.received).toHaveLength(10);
    expect(desk.logged.at(-1)).toMatchObject({ msg: expect.stringContaining('failed for good') });
  });

  it('is not tried again when the source says 410 Gone', async () => {
    const desk = await startDesk();
    desk.callbacks.answerWith({ status: 410 });
    const { body } = await executed(desk);
    await desk.callbacks.count(1);
    await desk.settled();
    expect(await eventsOf(desk, body.id)).toContain('callback_failed');
    await desk.advance(80 * HOUR);
    expect(desk.callbacks.received).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    const desk = await startDesk();
    desk.callbacks.answerWith({ status: 307, headers: { location: '/elsewhere' } });
    const { body } = await executed(desk);
    await desk.callbacks.count(1);
    await desk.settled();
    expect(desk.callbacks.received.map(({ path }) => path)).toEqual(['/callbacks']);
    expect(await eventsOf(desk, body.id)).not.toContain('callback_delivered');
  });

  it('keeps the order within a decision, while other decisions go on', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    desk.callbacks.answerWith({ status: 503 });
    await desk.slack.answer('ana', card, 'request_info', { question: 'How many nights?' });
    await desk.callbacks.count(1);
    await desk.settled();
    await desk.expenses.about(body.id, 'cancel', { reason: 'Mistake' });
    await desk.settled();
    expect(desk.callbacks.received.map(({ type }) => type)).toEqual(['decision.info_requested']);
    desk.callbacks.answerWith({ status: 200 });
    const other = await executed(desk, { external_id: 'other' });
    await desk.callbacks.count(2);
    expect(desk.callbacks.received[1]?.data).toMatchObject({ id: other.body.id });
    await desk.advance(6_000);
    expect(desk.callbacks.received.slice(2).map(({ type }) => type)).toEqual([
      'decision.info_requested',
      'decision.resolved',
    ]);
  });

  it("goes to the submission's own address where the policy lists the host", async () => {
    const desk = await startDesk();
    const own = `${desk.callbacks.url}/own`;
    await executed(desk, { callback_url: own });
    const [callback] = await desk.callbacks.count(1);
    expect(callback?.path).toBe('/callbacks/own');
  });

  it('reaches no private address through a name, unless the policy lists that very address', async (test) => {
    const name = hostname().toLowerCase();
    const address = await lookup(name).catch(() => undefined);
    test.skip(!/^(127|10|192\.168|172)\./.test(address?.address ?? ''), 'this machine has no name inside');
    const desk = await startDesk({
      policy: ({ sources }) => {
        sources['expense-bot'] = { ...sources['expense-bot'], callback: { hosts: [name] } };
      },
    });
    const { port } = new URL(desk.callbacks.url);
    const { status, body } = await executed(desk, { callback_url: `http://${name}:${port}/` });
    expect(status).toBe(200);
    await desk.settled();
    expect(desk.callbacks.received).toEqual([]);
    expect(desk.logged.map(({ error }) => error)).toEqual([expect.stringContaining('is not allowed')]);
    expect(await eventsOf(desk, body.id)).not.toContain('callback_delivered');
  });
});
