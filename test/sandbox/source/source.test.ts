import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSource, type SourceOptions } from '../../../src/sandbox/source/index.ts';
import type { ClassifiedMail } from '../../../src/sandbox/source/mail/classified-mail.ts';
import { type FakeApi, type Received, type Reply, startFakeApi } from '../../client/fake-api.ts';

const account = (name: string, type: string) => ({
  api_key: `key-${name}`,
  secret: `whsec_${Buffer.from(name.padEnd(24, '.')).toString('base64')}`,
  types: [type],
});
const ALL = {
  'expense-bot': account('expense-bot', 'expense.report'),
  'invoice-agent': account('invoice-agent', 'invoice.payment'),
  'support-drafts': account('support-drafts', 'support.reply'),
  'mail-filter': account('mail-filter', 'mail.quarantine'),
};
const MAIL: ClassifiedMail = {
  id: 'MAIL-00000001',
  from: 'a@example.com',
  subject: 'Cheap <b>loans</b>',
  excerpt: 'Dear friend',
  links: 1,
  size_kb: 2,
  received: null,
  truth: 'ham',
  spam: 1,
  known: 1,
  speaksForSpam: ['loans'],
  speaksAgainst: [],
};

let api: FakeApi | undefined;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  await api?.close();
  api = undefined;
  stop = undefined;
});

/** Pending until an info request, `resolved` for mails, as the example policy would mostly say. */
const decide = ({ method, path, body }: Received): Reply => {
  if (path === '/readyz') return { status: 200 };
  if (method === 'POST' && path === '/v1/decisions') {
    const { external_id: id, type } = JSON.parse(body);
    return type === 'mail.quarantine'
      ? {
          status: 200,
          body: { status: 'resolved', id: `d-${id}`, option: 'quarantine', disposition: 'auto_executed' },
        }
      : { status: 202, body: { status: 'pending', id: `d-${id}` } };
  }
  return { status: 200 };
};

/** A source on a fake API, whose waits end when the test says so. */
const open = async (options: Partial<SourceOptions> = {}, reply = decide) => {
  const started = await startFakeApi(reply);
  api = started;
  const waiting: { ms: number; done: () => void }[] = [];
  const sentences: string[] = [];
  const mails = [MAIL, { ...MAIL, id: 'MAIL-00000002' }];
  const source = createSource({
    apiUrl: () => started.url,
    credentials: ALL,
    quiet: false,
    seed: 1,
    onChange: () => undefined,
    log: (sentence) => sentences.push(sentence),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        waiting.push({ ms, done: resolve });
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
      }),
    openMailBox: () => ({ next: () => Promise.resolve(mails.shift()), close: () => Promise.resolve() }),
    ...options,
  });
  stop = source.stop;
  const posted = (path: RegExp) =>
    started.requests.filter((request) => request.method === 'POST' && path.test(request.path));
  /** Ends the waits of at least `least` milliseconds that are there now. */
  const pass = (least: number) => {
    const over = waiting.filter(({ ms }) => ms >= least);
    for (const wait of over) waiting.splice(waiting.indexOf(wait), 1);
    for (const { done } of over) done();
    return over.length;
  };
  return { source, posted, pass, waiting, sentences };
};

const signed = (name: keyof typeof ALL, body: string, id = 'msg_1') => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
  'webhook-signature': new Webhook(ALL[name].secret).sign(id, new Date(), body),
});
const event = (type: string, data: object) =>
  JSON.stringify({ type, timestamp: new Date().toISOString(), data: { revision: 1, ...data } });

describe('submitting by itself', () => {
  it('waits for the API, sends the first handful and then one at a time, rarely', async () => {
    const { source, posted, waiting, pass } = await open();
    source.start();
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000 && ms <= 40_000)).toBe(true));
    expect(posted(/^\/v1\/decisions$/)).toHaveLength(9);
    const types = posted(/^\/v1\/decisions$/).map(({ body }) => JSON.parse(body).type);
    expect(new Set(types)).toEqual(new Set(Object.values(ALL).flatMap((one) => one.types)));
    pass(20_000);
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true));
    expect(posted(/^\/v1\/decisions$/).length).toBeLessThanOrEqual(10);
  });

  it('signs each submission with the secret of its source', async () => {
    const { source, posted, waiting } = await open();
    source.start();
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true));
    for (const { headers, body } of posted(/^\/v1\/decisions$/)) {
      const [, account] = Object.entries(ALL).find(([name]) => name === headers['handraise-source']) ?? [];
      expect(account?.types).toContain(JSON.parse(body).type);
      const signature = {
        'webhook-id': headers['webhook-id'] ?? '',
        'webhook-timestamp': headers['webhook-timestamp'] ?? '',
        'webhook-signature': headers['webhook-signature'] ?? '',
      };
      expect(new Webhook(account?.secret ?? '').verify(body, signature)).toMatchObject({
        title: expect.any(String),
      });
    }
  });

  it('asks again until the API is ready', async () => {
    let isReady = false;
    const { source, posted, waiting, pass } = await open({}, (request) =>
      request.path === '/readyz' && !isReady ? { status: 503 } : decide(request),
    );
    source.start();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    pass(0);
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    expect(posted(/./)).toEqual([]);
    isReady = true;
    pass(0);
    await vi.waitFor(() => expect(posted(/^\/v1\/decisions$/)).toHaveLength(9));
  });

  it('submits only for sources that are there, and for types they may', async () => {
    const { source, waiting } = await open({
      credentials: {
        'expense-bot': ALL['expense-bot'],
        'invoice-agent': { ...ALL['invoice-agent'], types: ['other.type'] },
        'claims-ai': account('claims-ai', 'claim.payout'),
      },
    });
    source.start();
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true));
    expect(new Set(source.submissions().map((one) => one.source))).toEqual(new Set(['expense-bot']));
    expect(new Set(source.samples().map((one) => one.source))).toEqual(new Set(['expense-bot']));
  });

  it('submits at most 200', async () => {
    const { source, waiting, pass } = await open({ credentials: { 'expense-bot': ALL['expense-bot'] } });
    source.start();
    for (let step = 9; step < 200; step += 1) {
      await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true), { interval: 1 });
      pass(20_000);
    }
    await source.stop();
    expect(waiting).toEqual([]);
  });

  it('sends nothing when it is quiet', async () => {
    const { source, posted } = await open({ quiet: true });
    source.start();
    await source.stop();
    expect(posted(/./)).toEqual([]);
  });

  it('says what the API refused, and goes on', async () => {
    const { source, waiting, sentences } = await open({}, (request) =>
      request.path === '/v1/decisions'
        ? { status: 422, body: { type: 'urn:p', title: 'Invalid', status: 422, detail: 'No such fact.' } }
        : decide(request),
    );
    source.start();
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true));
    expect(sentences).toHaveLength(9);
    expect(sentences[0]).toMatch(/could not submit .*No such fact/);
    expect(source.submissions().map(({ status }) => status)).toEqual(Array(9).fill(422));
  });
});

describe('submitting by hand', () => {
  it('answers with the status and body of the API, good or bad', async () => {
    const { source } = await open({ quiet: true }, ({ body }) =>
      JSON.parse(body).type === 'expense.report'
        ? { status: 202, body: { status: 'pending', id: 'd1' } }
        : { status: 403, body: { type: 'urn:p', title: 'Not yours', status: 403, detail: 'No.' } },
    );
    await expect(source.submit('expense-bot', { type: 'expense.report', title: 'x' })).resolves.toEqual({
      status: 202,
      body: { status: 'pending', id: 'd1' },
    });
    await expect(source.submit('expense-bot', { type: 'invoice.payment' })).resolves.toMatchObject({
      status: 403,
      body: { title: 'Not yours' },
    });
    await expect(source.submit('nobody', {})).resolves.toMatchObject({ status: 404 });
    expect(source.submissions(1)).toMatchObject([{ n: 2, source: 'expense-bot', status: 403 }]);
  });

  it('says when nothing answers', async () => {
    const { source, waiting, pass } = await open({ quiet: true }, () => 'drop');
    const answer = source.submit('expense-bot', { type: 'expense.report', title: 'x' });
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    pass(0);
    await expect(answer).resolves.toMatchObject({ status: 0, body: { title: 'The API does not answer' } });
  });
});

describe('taking callbacks', () => {
  const body = event('decision.resolved', {
    id: 'd1',
    external_id: 'X',
    option: 'approve',
    disposition: 'approved',
  });

  it('verifies with the secret of whichever source it is for', async () => {
    const { source } = await open({ quiet: true });
    await expect(source.receive(signed('support-drafts', body), body)).resolves.toEqual({ status: 200 });
    expect(source.callbacks()).toMatchObject([
      {
        n: 1,
        source: 'support-drafts',
        verified: true,
        duplicate: false,
        body: { type: 'decision.resolved' },
      },
    ]);
  });

  it('records but refuses what nobody signed', async () => {
    const { source } = await open({ quiet: true });
    const forged = { ...signed('expense-bot', body), 'webhook-signature': 'v1,AAAA' };
    await expect(source.receive(forged, body)).resolves.toMatchObject({ status: 401 });
    await expect(source.receive({}, 'hello')).resolves.toMatchObject({ status: 401 });
    await source.receive(signed('expense-bot', body), body);
    expect(source.callbacks().map(({ verified, duplicate }) => [verified, duplicate])).toEqual([
      [false, false],
      [false, false],
      [true, false],
    ]);
    expect(source.callbacks(2)).toHaveLength(1);
  });

  it('marks a second delivery of the same webhook', async () => {
    const { source } = await open({ quiet: true });
    await source.receive(signed('expense-bot', body), body);
    await expect(source.receive(signed('expense-bot', body), body)).resolves.toEqual({ status: 200 });
    expect(source.callbacks().map(({ duplicate }) => duplicate)).toEqual([false, true]);
  });

  it('answers as it was told, after the time it was told', async () => {
    const { source, waiting, pass } = await open({ quiet: true });
    source.setMode({ status: 503, delay_ms: 1500 });
    const answer = source.receive(signed('expense-bot', body), body);
    expect(waiting.map(({ ms }) => ms)).toEqual([1500]);
    expect(source.callbacks()).toHaveLength(1);
    pass(0);
    await expect(answer).resolves.toEqual({ status: 503 });
    source.setMode({});
    await expect(source.receive(signed('expense-bot', body), body)).resolves.toEqual({ status: 200 });
  });
});

describe('reacting', () => {
  const asked = (external_id: string) =>
    event('decision.info_requested', {
      id: 'd7',
      external_id,
      request_id: 'r1',
      question: 'Where is the receipt?',
      facts: ['receipts', 'colour'],
      due_at: null,
    });
  const submission = { type: 'expense.report', external_id: 'EXP-7', title: 'x', facts: { receipts: 2 } };

  it('answers a question about its own submission after some seconds', async () => {
    const { source, waiting, posted, pass } = await open({ quiet: true });
    await source.submit('expense-bot', submission);
    const body = asked('EXP-7');
    await expect(source.receive(signed('expense-bot', body), body)).resolves.toEqual({ status: 200 });
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    expect(waiting[0]?.ms).toBeGreaterThanOrEqual(3000);
    expect(posted(/info$/)).toEqual([]);
    pass(0);
    await vi.waitFor(() => expect(posted(/^\/v1\/decisions\/d7\/info$/)).toHaveLength(1));
    const answer = JSON.parse(posted(/info$/)[0]?.body ?? '');
    expect(answer).toMatchObject({ request_id: 'r1', facts: { receipts: 2 } });
    expect(answer.note.length).toBeGreaterThan(20);
  });

  it('answers once, and only what it took', async () => {
    const { source, waiting } = await open({ quiet: true });
    await source.submit('expense-bot', submission);
    const body = asked('EXP-7');
    source.setMode({ status: 500 });
    await source.receive(signed('expense-bot', body), body);
    expect(waiting).toHaveLength(0);
    source.setMode({ status: 200 });
    await source.receive(signed('expense-bot', body), body);
    await source.receive(signed('expense-bot', body), body);
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
  });

  it('leaves questions about the submissions of others to them', async () => {
    const { source, waiting } = await open({ quiet: true });
    const body = asked('EXP-8');
    await expect(source.receive(signed('expense-bot', body), body)).resolves.toEqual({ status: 200 });
    await source.stop();
    expect(waiting).toEqual([]);
  });

  it('tells the truth about each mail once, whether the answer or the callback said how it ended', async () => {
    const { source, waiting, posted, pass } = await open();
    source.start();
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true));
    const ended = event('decision.resolved', {
      id: 'd-MAIL-00000001',
      external_id: 'MAIL-00000001',
      option: 'quarantine',
      disposition: 'auto_executed',
    });
    await source.receive(signed('mail-filter', ended), ended);
    expect(pass(4000)).toBe(3); // two truths and the trickle
    await vi.waitFor(() => expect(posted(/outcome$/)).toHaveLength(2));
    expect(JSON.parse(posted(/MAIL-00000001\/outcome$/)[0]?.body ?? '')).toMatchObject({
      correct: 'deliver',
      kind: 'downstream_error',
    });
  });

  it('says whether a correction can still be carried out', async () => {
    const { source } = await open({ quiet: true });
    const body = event('decision.corrected', {
      id: 'd1',
      external_id: null,
      was: 'approve',
      now: 'reject',
      reason: 'r',
    });
    await expect(source.receive(signed('invoice-agent', body), body)).resolves.toEqual({
      status: 200,
      body: { result: 'impossible' },
    });
  });
});

describe('stopping', () => {
  it('ends every wait and answers what is held', async () => {
    const { source, waiting } = await open();
    source.start();
    await vi.waitFor(() => expect(waiting.some(({ ms }) => ms >= 20_000)).toBe(true));
    source.setMode({ delay_ms: 60_000 });
    const held = source.receive({}, '');
    await source.stop();
    await expect(held).resolves.toEqual({ status: 503 });
  });
});
