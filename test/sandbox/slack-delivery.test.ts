import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Listener, type Received, startListener } from './slack-listener.ts';
import { type Asking, dig, eventually, listAt, startAlone, textAt } from './slack-small-bot.ts';

let bot: Listener;
let slack: Asking;
let ahead = 0;

beforeEach(async () => {
  ahead = 0;
  bot = await startListener();
  slack = await startAlone({ botUrl: bot.url, retryDelaysMs: [0, 10, 20], wall: () => Date.now() + ahead });
});
afterEach(async () => {
  await slack.sandbox.stop();
  await bot.stop();
});

const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: 'v' };
const card = async (): Promise<string> =>
  textAt(
    (
      await slack.call('chat.postMessage', {
        channel: 'C2',
        text: 'a card',
        blocks: [{ type: 'actions', elements: [button] }],
      })
    ).body,
    'ts',
  );
const press = async (ts: string) =>
  (await slack.post('press', { user: 'U2', channel: 'C2', ts, action_id: 'go' })).body;

describe('requests to the bot', () => {
  it('are signed as Slack signs them', async () => {
    await press(await card());
    const { headers = {}, raw = '' }: Partial<Received> = bot.received[0] ?? {};
    const base = `v0:${String(headers['x-slack-request-timestamp'])}:${raw}`;
    const wanted = createHmac('sha256', slack.sandbox.signingSecret).update(base).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${wanted}`);
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('say when the bot refuses, and when it is not there', async () => {
    const ts = await card();
    bot.answer(() => ({ status: 401 }));
    expect(await press(ts)).toMatchObject({ ok: false, status: 401, error: 'the bot answered 401' });
    slack.sandbox.setBotUrl('http://127.0.0.1:9/slack/events');
    expect(await press(ts)).toMatchObject({ ok: false, status: 0 });
  });

  it('wait three seconds for an interaction and send it once', async () => {
    bot.answer(() => undefined);
    const { ok, error, ack_ms } = await press(await card());
    expect({ ok, error }).toEqual({ ok: false, error: 'operation_timeout: the bot did not ack within 3 s' });
    expect(ack_ms).toBeGreaterThan(2_900);
    expect(bot.received).toHaveLength(1);
  });
});

describe('events', () => {
  const write = () => slack.post('message', { user: 'U2', channel: 'C2', text: 'hello' });

  it('come again three times while the bot fails, with the same id', async () => {
    bot.answer(() => ({ status: 500 }));
    await write();
    await eventually('three retries', () => bot.received.length === 4 || undefined);
    expect(bot.received.map((one) => one.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(bot.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(bot.received.map((one) => dig(one.payload, 'event_id'))).size).toBe(1);
  });

  it('stop coming once the bot took them', async () => {
    bot.answer((n) => ({ status: n === 0 ? 500 : 200 }));
    await write();
    await eventually('the retry', () => bot.received.length === 2 || undefined);
    await slack.post('message', { user: 'U2', channel: 'C2', text: 'another' });
    expect(bot.received).toHaveLength(3);
    await eventually('nothing more is planned', () => slack.sandbox.world.timers.size === 0 || undefined);
    expect(bot.received).toHaveLength(3);
  });
});

describe('a response_url', () => {
  const respond = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const urlOf = async (ts: string): Promise<string> => {
    await press(ts);
    return textAt(bot.received.at(-1)?.payload, 'response_url');
  };
  const seenBy = async (user: string) =>
    listAt((await slack.get(`messages?channel=C2&user=${user}`)).body, 'messages');

  it('answers one person, or all', async () => {
    const url = await urlOf(await card());
    expect((await respond(url, { text: 'for you' })).status).toBe(200);
    await respond(url, { text: 'for all', response_type: 'in_channel' });
    const texts = async (user: string) => (await seenBy(user)).map((one) => dig(one, 'text'));
    expect(await texts('U2')).toEqual(['a card', 'for you', 'for all']);
    expect(await texts('U3')).toEqual(['a card', 'for all']);
  });

  it('replaces and deletes the message that was pressed', async () => {
    const url = await urlOf(await card());
    await respond(url, { replace_original: true, text: 'settled' });
    expect(await seenBy('U3')).toMatchObject([{ text: 'settled', blocks: [] }]);
    await respond(url, { delete_original: true });
    expect(await seenBy('U3')).toEqual([]);
  });

  it('replaces an ephemeral, which no other call can reach', async () => {
    const posted = await slack.call('chat.postEphemeral', {
      channel: 'C2',
      user: 'U2',
      text: 'sure?',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    const url = await urlOf(textAt(posted.body, 'message_ts'));
    expect(bot.received.at(-1)?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(bot.received.at(-1)?.payload).not.toHaveProperty('message');
    await respond(url, { replace_original: true, text: 'done' });
    expect(await seenBy('U2')).toMatchObject([{ text: 'done', ephemeral: true }]);
  });

  it('works five times, for half an hour, and only with what Slack takes', async () => {
    const url = await urlOf(await card());
    const wrong = { text: 'x', blocks: [{ type: 'sparkle' }] };
    expect((await respond(url, wrong)).status).toBe(400);
    for (let n = 0; n < 5; n += 1) expect((await respond(url, { text: 'x' })).status).toBe(200);
    expect(await (await respond(url, { text: 'x' })).json()).toEqual({ ok: false, error: 'used_url' });
    const other = await urlOf(await card());
    ahead = 30 * 60_000 + 1_000;
    expect(await (await respond(other, { text: 'x' })).json()).toEqual({ ok: false, error: 'expired_url' });
  });
});

describe('faults', () => {
  const post = (channel = 'C2') => slack.call('chat.postMessage', { channel, text: 'x' });
  const count = async () => listAt((await slack.get('messages?channel=C2&user=U2')).body, 'messages').length;

  it('429 for one method and channel, counted down, with Retry-After', async () => {
    await slack.post('fault', {
      kind: '429',
      method: 'chat.postMessage',
      channel: 'C2',
      times: 2,
      retry_after: 7,
    });
    const limited = await fetch(`${slack.sandbox.url}/api/chat.postMessage`, {
      method: 'POST',
      body: new URLSearchParams({ token: slack.sandbox.botToken, channel: '#finance-decisions', text: 'x' }),
    });
    expect({ status: limited.status, wait: limited.headers.get('retry-after') }).toEqual({
      status: 429,
      wait: '7',
    });
    expect((await post('C3')).status).toBe(200);
    expect((await slack.call('auth.test')).status).toBe(200);
    expect((await post()).status).toBe(429);
    expect((await post()).status).toBe(200);
    expect(
      listAt((await slack.get('calls?method=chat.postMessage')).body, 'calls').map((one) =>
        dig(one, 'status'),
      ),
    ).toEqual([429, 200, 429, 200]);
  });

  it('500, until cleared', async () => {
    await slack.post('fault', { kind: '500' });
    expect((await post()).status).toBe(500);
    expect((await slack.call('auth.test')).status).toBe(500);
    await slack.post('fault', { kind: 'none' });
    expect((await post()).status).toBe(200);
  });

  it('drop_after stores the message and loses the answer', async () => {
    await slack.post('fault', { kind: 'drop_after', method: 'chat.postMessage', times: 1 });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(await count()).toBe(1);
  });

  it('refuse breaks the connection and stores nothing', async () => {
    await slack.post('fault', { kind: 'refuse', times: 1 });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(await count()).toBe(0);
  });

  it('hang gives no answer and stores nothing', async () => {
    await slack.post('fault', { kind: 'hang', times: 1 });
    const body = new URLSearchParams({ token: slack.sandbox.botToken, channel: 'C2', text: 'x' });
    await expect(
      fetch(`${slack.sandbox.url}/api/chat.postMessage`, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(150),
      }),
    ).rejects.toThrow('timeout');
    expect(await count()).toBe(0);
    expect((await slack.get('calls')).body).toMatchObject({ calls: [{ status: 0, error: 'hang' }] });
  });

  it('duplicate_delivery sends the same thing twice', async () => {
    await slack.post('fault', { kind: 'duplicate_delivery', method: 'events_api', times: 1 });
    await press(await card());
    expect(bot.received).toHaveLength(1);
    await slack.post('message', { user: 'U2', channel: 'C2', text: 'hello' });
    expect(bot.received).toHaveLength(3);
    expect(dig(bot.received[1]?.payload, 'event_id')).toBe(dig(bot.received[2]?.payload, 'event_id'));
  });

  it('of a kind that does not exist is refused', async () => {
    expect((await slack.post('fault', { kind: 'flood' })).status).toBe(400);
    expect((await slack.post('fault', { kind: '429', channel: 'C99' })).status).toBe(404);
  });
});
