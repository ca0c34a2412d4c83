import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ClientOptions,
  createClient,
  isProblem,
  ProblemError,
  type Submission,
} from '../../src/client/index.ts';
import { type FakeApi, inTurn, type Received, type Reply, startFakeApi } from './fake-api.ts';

const SECRET = 'whsec_c2VjcmV0LW9mLXRoZS1leHBlbnNlLWJvdA==';
const expense: Submission = {
  type: 'expense.report',
  external_id: 'EXP-1',
  title: 'Taxi, 40 EUR',
  facts: { amount: { value: 40, currency: 'EUR' } },
};
const accepted: Reply = { status: 202, body: { status: 'pending', id: 'd1', revision: 1 } };
const problem = (status: number, headers?: Record<string, string>): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: {
    type: 'urn:p',
    title: 'No',
    status,
    detail: 'Why.',
    errors: [{ path: 'facts.amount', message: 'missing' }],
  },
});

let api: FakeApi;
afterEach(() => api.close());

/** A client on a fake API, with a clock that only waiting moves. */
const open = async (reply: (request: Received) => Reply, options: Partial<ClientOptions> = {}) => {
  api = await startFakeApi(reply);
  const waits: number[] = [];
  let now = Date.now();
  const client = createClient({
    url: api.url,
    apiKey: 'key',
    random: () => 0,
    now: () => now,
    sleep: (ms) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
    ...options,
  });
  return { client, waits, pass: (ms: number) => (now += ms) };
};
const only = (): Received => {
  const [request] = api.requests;
  if (request === undefined || api.requests.length > 1) throw new Error('not exactly one request');
  return request;
};
const signatureOf = (headers: Received['headers']) => ({
  'webhook-id': headers['webhook-id'] ?? '',
  'webhook-timestamp': headers['webhook-timestamp'] ?? '',
  'webhook-signature': headers['webhook-signature'] ?? '',
});
const keys = () => api.requests.map(({ headers }) => headers['idempotency-key']);

describe('proving who asks', () => {
  it('sends the bearer key and the name of the source', async () => {
    const { client } = await open(() => accepted, { source: 'expense-bot' });
    await client.submit(expense, { idempotencyKey: 'EXP-1-a' });
    expect(api.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer key',
      'handraise-source': 'expense-bot',
      'idempotency-key': 'EXP-1-a',
      'content-type': 'application/json',
    });
    expect(JSON.parse(api.requests[0]?.body ?? '')).toEqual(expense);
  });

  it('signs a submission so that Standard Webhooks verifies it', async () => {
    const { client } = await open(() => accepted, { apiKey: undefined, secret: SECRET });
    await client.submit(expense, { idempotencyKey: 'EXP-1-a' });
    const { headers, body } = only();
    expect(headers['authorization']).toBeUndefined();
    expect(headers['webhook-id']).toBe('EXP-1-a');
    expect(new Webhook(SECRET).verify(body, signatureOf(headers))).toEqual(expense);
  });

  it('signs the empty body of a GET', async () => {
    const { client } = await open(() => ({ status: 200, body: { status: 'pending' } }), {
      apiKey: undefined,
      secret: [SECRET, 'whsec_b2xk'],
    });
    await client.get('d1');
    const { headers, method } = only();
    expect(method).toBe('GET');
    expect(() => new Webhook(SECRET).verify('', signatureOf(headers))).not.toThrow();
  });

  it('refuses to be made without a key and without a secret', async () => {
    await open(() => accepted);
    expect(() => createClient({ url: api.url })).toThrow(/apiKey or a secret/);
  });
});

describe('repeating what may pass', () => {
  it.each([
    ['a lost connection', 'drop' as const, [250]],
    ['503 without a wish', problem(503), [250]],
    ['429 that names seconds', problem(429, { 'retry-after': '7' }), [7000]],
  ])('repeats after %s under the same key', async (_, failure, waited) => {
    const { client, waits } = await open(inTurn(failure, accepted));
    await expect(client.submit(expense)).resolves.toMatchObject({ id: 'd1' });
    expect(waits).toEqual(waited);
    expect(keys()).toHaveLength(2);
    expect(keys()[0]).toBe(keys()[1]);
    expect(api.requests[1]?.body).toBe(api.requests[0]?.body);
  });

  it('signs each try anew, under the same webhook-id', async () => {
    const { client } = await open(inTurn(problem(429, { 'retry-after': '20' }), accepted), {
      apiKey: undefined,
      secret: SECRET,
    });
    await client.submit(expense);
    const [first, second] = api.requests.map(({ headers }) => headers);
    expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(Number(second?.['webhook-timestamp']) - Number(first?.['webhook-timestamp'])).toBe(20);
    expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature']);
  });

  it('waits longer from try to try and tells the last problem', async () => {
    const { client, waits } = await open(() => problem(503), { retry: { attempts: 4 } });
    await expect(client.submit(expense)).rejects.toMatchObject({ status: 503 });
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('does not wait for longer than its cap but says how long the server asked for', async () => {
    const { client, waits } = await open(() => problem(429, { 'retry-after': '3600' }));
    await expect(client.submit(expense)).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
  });

  it.each([400, 401, 404, 409, 422, 500])('does not repeat %i', async (status) => {
    const { client } = await open(() => problem(status));
    await expect(client.submit(expense)).rejects.toMatchObject({ status });
    expect(api.requests).toHaveLength(1);
  });

  it('stops at once when the client is ended', async () => {
    const stop = new AbortController();
    const { client } = await open(
      () => {
        stop.abort(new Error('going home'));
        return 'drop';
      },
      { signal: stop.signal },
    );
    await expect(client.submit(expense)).rejects.toThrow('going home');
    expect(api.requests).toHaveLength(1);
  });
});

describe('what the API refuses', () => {
  it('is an error with every field problem', async () => {
    const { client } = await open(() => problem(422));
    const error = await client.submit(expense).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      status: 422,
      title: 'No',
      detail: 'Why.',
      errors: [{ path: 'facts.amount', message: 'missing' }],
      message: '422 No: Why. (facts.amount: missing)',
    });
  });

  it('is readable when something else than the API answers', async () => {
    const { client } = await open(() => ({ status: 403, body: '<h1>Proxy</h1>' }));
    await expect(client.get('d1')).rejects.toMatchObject({
      status: 403,
      detail: '<h1>Proxy</h1>',
      errors: [],
    });
  });

  it('is told apart item by item in a batch', async () => {
    const { client } = await open(() => ({
      status: 200,
      body: {
        results: [
          { status: 202, state: 'pending', id: 'd1', revision: 1 },
          { status: 422, type: 'urn:p', title: 'No', detail: 'Why.' },
        ],
      },
    }));
    const results = await client.submitBatch([expense, expense]);
    expect(results.map(isProblem)).toEqual([false, true]);
    expect(results).toEqual([
      { status: 'pending', id: 'd1', revision: 1 },
      { status: 422, type: 'urn:p', title: 'No', detail: 'Why.' },
    ]);
    expect(JSON.parse(api.requests[0]?.body ?? '')).toEqual({ decisions: [expense, expense] });
  });
});

describe('the calls', () => {
  it('go to the paths of the contract', async () => {
    const { client } = await open(() => ({ status: 200 }));
    await client.get('d/1', { wait: 30 });
    await client.answerInfo('d1', { note: 'Here', request_id: 'r1' });
    await client.cancel('d1', { reason: 'withdrawn' });
    await client.recordOutcome('d1', { correct: 'approve', observed_at: '2026-10-01T00:00:00Z' });
    await client.contest('d1', { by: 'emp_1', note: 'Please look again' });
    expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/decisions/d%2F1?wait=30',
      'POST /v1/decisions/d1/info',
      'POST /v1/decisions/d1/cancel',
      'POST /v1/decisions/d1/outcome',
      'POST /v1/decisions/d1/contest',
    ]);
  });

  it('lists every page, asking for the next only when it is wanted', async () => {
    const { client } = await open(({ path }) => ({
      status: 200,
      body: path.includes('cursor=c2')
        ? { data: [{ id: 'd3' }], next_cursor: null }
        : { data: [{ id: 'd1' }, { id: 'd2' }], next_cursor: 'c2' },
    }));
    const ids: string[] = [];
    const askedFor: number[] = [];
    for await (const { id } of client.list({ type: 'expense.report', limit: 2 })) {
      ids.push(id);
      askedFor.push(api.requests.length);
    }
    expect(ids).toEqual(['d1', 'd2', 'd3']);
    expect(askedFor).toEqual([1, 1, 2]);
    expect(api.requests.map(({ path }) => path)).toEqual([
      '/v1/decisions?type=expense.report&limit=2',
      '/v1/decisions?type=expense.report&limit=2&cursor=c2',
    ]);
  });
});

describe('waiting for an answer', () => {
  const pending: Reply = { status: 200, body: { status: 'pending', id: 'd1' } };
  const resolved: Reply = { status: 200, body: { status: 'resolved', id: 'd1', option: 'approve' } };

  it('asks again until the decision is resolved, without a hot loop', async () => {
    const { client, waits } = await open(inTurn(pending, pending, resolved));
    await expect(client.waitFor('d1', { timeoutMs: 60_000 })).resolves.toMatchObject({ option: 'approve' });
    expect(waits).toEqual([1000, 1000]);
    expect(api.requests[0]?.path).toBe('/v1/decisions/d1?wait=30');
  });

  it('answers undefined when the time is over', async () => {
    const { client } = await open(() => pending);
    await expect(client.waitFor('d1', { timeoutMs: 2500 })).resolves.toBeUndefined();
    expect(api.requests.map(({ path }) => path.split('=')[1])).toEqual(['3', '2', '1', '0']);
  });

  it('does not pause after the server held the question', async () => {
    const held = { pass: (ms: number): unknown => ms };
    const replies = inTurn(pending, resolved);
    const { client, waits, pass } = await open(() => {
      held.pass(30_000);
      return replies();
    });
    held.pass = pass;
    await client.waitFor('d1', { timeoutMs: 60_000 });
    expect(waits).toEqual([]);
  });
});
