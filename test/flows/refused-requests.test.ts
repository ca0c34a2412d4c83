import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../support/desk.ts';
import { expense, invoice } from '../support/submissions.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

const post = (body: string, headers: Record<string, string> = {}) =>
  desk.expenses.ask('POST', '/v1/decisions', { body, headers });
const submission = (overrides: object) => JSON.stringify({ ...expense(), ...overrides });

describe('what the API does not take', () => {
  it.each([
    ['no JSON', '{"type": "expense.report",'],
    ['an empty body', ''],
    ['a body that nests too deeply', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['a prototype that would poison', '{"type":"expense.report","title":"t","__proto__":{"admin":true}}'],
    ['a constructor that would poison', '{"facts":{"constructor":{"prototype":{"admin":true}}}}'],
  ])('refuses %s as malformed', async (_, body) => {
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { type: '/problems/malformed', status: 400 },
    });
  });

  it('refuses other content types, and encodings that could hide a bomb', async () => {
    const unsupported = { status: 415, body: { type: '/problems/unsupported-media-type' } };
    expect(await post(submission({}), { 'content-type': 'text/plain' })).toMatchObject(unsupported);
    expect(await post(submission({}), { 'content-encoding': 'gzip' })).toMatchObject(unsupported);
    expect((await post('{', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(400);
  });

  it('refuses more than 256 KB, and answers before the rest was sent', async () => {
    const large = submission({ title: 'x'.repeat(257 * 1024) });
    expect(await post(large)).toMatchObject({ status: 413, body: { type: '/problems/too-large' } });
    const { hostname, port } = new URL(desk.app.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', reject);
      socket.on('data', (chunk) => resolve(chunk.toString()));
      socket.write('POST /v1/decisions HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
      socket.write(`${(300 * 1024).toString(16)}\r\n${'x'.repeat(300 * 1024)}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it('says every problem of a submission at once, each with its place', async () => {
    const wrong = submission({
      facts: { category: 'Yachts', receipts: -1, tenure_days: 'many' },
      recommendation: { option: 'aprove', confidence: 0.5 },
      callback_url: 'http://169.254.169.254/latest',
    });
    const { status, body } = await post(wrong);
    expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/validation-failed' });
    const said = Object.fromEntries((body.errors ?? []).map(({ path, message }) => [path, message]));
    expect(Object.keys(said).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'callback_url',
      'facts.amount',
      'facts.category',
      'facts.receipts',
      'facts.tenure_days',
      'recommendation.option',
    ]);
    expect(said['facts.amount']).toContain('required');
    expect(said['facts.category']).toContain('Travel');
    expect(said['recommendation.option']).toContain('Did you mean "approve"');
    expect(said['callback_url']).toContain('169.254.169.254');
  });

  it('says what is wrong with the facts also when the shape is wrong elsewhere', async () => {
    const { status, body } = await post(
      submission({ facts: { amount: '12' }, recommendation: { option: 'approve', confidence: 7 } }),
    );
    expect(status).toBe(422);
    const paths = (body.errors ?? []).map(({ path }) => path);
    expect(paths.some((path) => path.startsWith('facts.amount'))).toBe(true);
    expect(paths).toContain('recommendation.confidence');
  });

  it('says what is missing and what is no field, with the nearest one', async () => {
    const { status, body } = await post('{"typ":"expense.report","recomendation":{"option":"approve"}}');
    expect(status).toBe(422);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        { path: 'type', message: 'is required' },
        { path: 'title', message: 'is required' },
        { path: 'typ', message: expect.stringContaining('did you mean "type"') },
        { path: 'recomendation', message: expect.stringContaining('did you mean "recommendation"') },
      ]),
    );
  });

  it.each([
    ['an unknown type', { type: 'expense.raport' }, 422, 'type'],
    ['no recommendation', { recommendation: undefined }, 422, 'recommendation'],
    [
      'a confidence above 1',
      { recommendation: { option: 'approve', confidence: 83 } },
      422,
      'recommendation.confidence',
    ],
    ['a currency that is none', { facts: { amount: { value: 1, currency: 'Euro' } } }, 422, 'facts.amount'],
    [
      'a link that would run',
      { attachments: [{ title: 'x', url: 'javascript:alert(1)' }] },
      422,
      'attachments.0.url',
    ],
    ['a callback without http', { callback_url: 'file:///etc/passwd' }, 422, 'callback_url'],
    ['a callback with a password', { callback_url: 'http://a:b@127.0.0.1/' }, 422, 'callback_url'],
    ['a moment that is none', { due_at: 'tomorrow' }, 422, 'due_at'],
  ])('refuses %s', async (_, overrides, status, path) => {
    const answer = await post(submission(overrides));
    expect(answer.status).toBe(status);
    expect((answer.body.errors ?? []).map((one) => one.path)).toContainEqual(expect.stringContaining(path));
  });

  it('says which types a source may submit', async () => {
    expect(await post(JSON.stringify(invoice(100)))).toMatchObject({
      status: 403,
      body: { type: '/problems/type-not-allowed', detail: expect.stringContaining('expense.report') },
    });
  });

  it.each([
    ['GET', '/v1/decision', 404],
    ['GET', '/v1/decisions/dec_00000000000000000000000000', 404],
    ['GET', '/', 404],
    ['GET', '//', 404],
    ['GET', '/v1/decisions/../../etc/passwd', 404],
    ['DELETE', '/v1/decisions', 405],
    ['PUT', '/v1/decisions/dec_1', 405],
    ['GET', '/v1/decisions/batch?x=1', 404],
    ['POST', '/healthz', 405],
    ['GET', '/v1/decisions?limit=0', 400],
    ['GET', '/v1/decisions?sort=asc', 400],
    ['GET', '/v1/decisions?cursor=abc', 400],
    ['GET', '/v1/decisions?since=yesterday', 400],
    ['GET', '/v1/decisions/dec_1?wait=soon', 400],
  ])('answers %s %s with %i', async (method, path, status) => {
    const answer = await desk.expenses.ask(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: expect.stringMatching(/^\/problems\//), status });
    expect(answer.headers.get('allow') !== null).toBe(status === 405);
  });

  it('says which methods there are', async () => {
    const answer = await desk.expenses.ask('PATCH', '/v1/decisions');
    expect(
      answer.headers
        .get('allow')
        ?.split(', ')
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['GET', 'POST']);
  });

  it.each([
    ['cancel', {}],
    ['cancel', { reason: ' ' }],
    ['info', {}],
    ['outcome', { correct: 'approve' }],
    ['outcome', { correct: 'approve', observed_at: '2026-11-02T10:00:00Z', lost: 5 }],
  ])('checks the body of %s before anything else: %j', async (verb, body) => {
    expect(await desk.expenses.about('dec_1', verb, body)).toMatchObject({
      status: 422,
      body: { errors: expect.any(Array) },
    });
  });

  it('has stored nothing of all this, and bothered nobody', async () => {
    expect(await desk.stored()).toBe(0);
    expect(await desk.slack.calls('chat.postMessage')).toEqual([]);
    expect(desk.logged).toEqual([]);
  });
});
