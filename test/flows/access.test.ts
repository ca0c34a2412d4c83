import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../support/desk.ts';
import { expense } from '../support/submissions.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    policy: ({ sources }) => {
      sources['invoice-agent'] = { ...sources['invoice-agent'], auth: 'signed' };
      sources['mail-filter'] = { ...sources['mail-filter'], enabled: false };
    },
  });
});
afterAll(() => desk.stop());

const MINUTE = 60_000;
const refused = { status: 401, body: { type: '/problems/unauthenticated', status: 401 } };

describe('who may use the API', () => {
  it.each([
    ['no credentials at all', {}],
    ['a key that is none', { authorization: 'Bearer hr_wrong' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic aHI6aHI=' }],
  ])('refuses %s', async (_, headers) => {
    const answer = await desk.expenses.ask('POST', '/v1/decisions', {
      bare: true,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(expense()),
    });
    expect(answer).toMatchObject(refused);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('takes signatures of the right secret over this body, now', async () => {
    const signed = (sign: Parameters<typeof desk.expenses.signed>[3]) =>
      desk.expenses.signed('POST', '/v1/decisions', expense(), sign);
    expect(await signed({})).toMatchObject({ status: 202 });
    expect(await signed({ at: Date.now() - 4 * MINUTE })).toMatchObject({ status: 202 });
    expect(await signed({ at: Date.now() - 6 * MINUTE })).toMatchObject(refused);
    expect(await signed({ at: Date.now() + 6 * MINUTE })).toMatchObject(refused);
    expect(await signed({ secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` })).toMatchObject(
      refused,
    );
    expect(await signed({ headers: { 'webhook-id': 'msg_other' } })).toMatchObject(refused);
    expect(await signed({ headers: { 'webhook-signature': 'v1,AAAA' } })).toMatchObject(refused);
    expect(
      await signed({ headers: { 'webhook-timestamp': `${Math.floor(Date.now() / 1000)}abc` } }),
    ).toMatchObject(refused);
  });

  it('does not fall back on a bearer key when a signature came and is wrong', async () => {
    const answer = await desk.expenses.ask('GET', '/v1/decisions', {
      headers: { 'webhook-id': 'm', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' },
    });
    expect(answer).toMatchObject(refused);
  });

  it('reads with signed GETs, which sign the empty body', async () => {
    const { body } = await desk.expenses.submit(expense());
    const read = await desk.expenses.signed('GET', `/v1/decisions/${body.id}`);
    expect(read).toMatchObject({ status: 200, body: { id: body.id } });
  });

  it('takes only signed requests from a source that must sign', async () => {
    const agent = desk.source('invoice-agent');
    expect(await agent.ask('GET', '/v1/decisions')).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('signed requests only') },
    });
    expect(await agent.signed('GET', '/v1/decisions')).toMatchObject({ status: 200 });
  });

  it('takes Handraise-Source at its word and nothing else', async () => {
    const named = (name: string) =>
      desk.expenses.ask('GET', '/v1/decisions', { headers: { 'handraise-source': name } });
    expect((await named('expense-bot')).status).toBe(200);
    expect((await named('support-drafts')).status).toBe(401);
    expect((await named('nobody')).status).toBe(401);
  });

  it('knows no source that is switched off', async () => {
    expect(await desk.source('mail-filter').ask('GET', '/v1/decisions')).toMatchObject(refused);
  });

  it("shows nobody another source's decisions", async () => {
    const { body } = await desk.expenses.submit(expense());
    const other = desk.source('support-drafts');
    expect(await other.ask('GET', `/v1/decisions/${body.id}`)).toMatchObject({ status: 404 });
    const outcome = { correct: 'approve', observed_at: '2026-11-02T10:00:00Z' };
    const verbs = Object.entries({ cancel: { reason: 'x' }, info: { note: 'x' }, outcome });
    const answers = await Promise.all(verbs.map(([verb, sent]) => other.about(body.id, verb, sent)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await other.list()).data).toEqual([]);
    expect((await desk.expenses.get(body.id)).status).toBe('pending');
  });

  it('answers its health to anybody, without anything secret', async () => {
    const health = await desk.expenses.ask('GET', '/healthz', { bare: true });
    expect(health).toMatchObject({ status: 200, body: { status: 'ok' } });
    const ready = await desk.expenses.ask('GET', '/readyz', { bare: true });
    expect(ready).toMatchObject({ status: 200, body: { status: 'ok', slack: 'ok', background: 'ok' } });
  });
});
