import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Asking, dig, eventually, startAlone, textAt } from './slack-small-bot.ts';

let slack: Asking;
const open: WebSocket[] = [];
beforeEach(async () => {
  slack = await startAlone({ transport: 'socket', retryDelaysMs: [0] });
});
afterEach(async () => {
  for (const ws of open.splice(0)) ws.terminate();
  await slack.sandbox.stop();
});

const address = async (): Promise<string> =>
  textAt((await slack.call('apps.connections.open', {}, slack.sandbox.appToken)).body, 'url');

/** Connects as a bot would and keeps what it hears; `ack` says what to answer, undefined for nothing. */
const connect = async (ack: (heard: unknown) => object | undefined = () => ({})) => {
  const heard: unknown[] = [];
  const ws = new WebSocket(await address());
  open.push(ws);
  ws.on('message', (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString());
    heard.push(message);
    const payload = dig(message, 'type') === 'hello' ? undefined : ack(message);
    if (payload !== undefined) ws.send(JSON.stringify({ envelope_id: dig(message, 'envelope_id'), payload }));
  });
  await eventually('hello', () => heard[0]);
  return { ws, heard, envelopes: () => heard.slice(1) };
};
const write = () => slack.post('message', { user: 'U2', channel: 'C2', text: 'hello' });

describe('Socket Mode', () => {
  it('greets, and says how many connections there are', async () => {
    const [first, second] = [await connect(), await connect()];
    expect(first.heard[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A1' },
    });
    expect(second.heard[0]).toMatchObject({ num_connections: 2 });
  });

  it('takes a ticket once', async () => {
    const url = await address();
    const first = new WebSocket(url);
    open.push(first);
    await eventually('it opens', () => first.readyState === WebSocket.OPEN || undefined);
    const second = new WebSocket(url);
    const refused = await new Promise((resolve) => {
      second.on('error', (error) => resolve(error.message));
    });
    expect(refused).toContain('403');
  });

  it('spreads over the connections and goes on when one is gone', async () => {
    const [first, second] = [await connect(), await connect()];
    for (let n = 0; n < 4; n += 1) await write();
    expect([first.envelopes().length, second.envelopes().length]).toEqual([2, 2]);
    first.ws.terminate();
    await eventually('it is gone', () => slack.sandbox.connections() === 1 || undefined);
    await write();
    expect(second.envelopes()).toHaveLength(3);
  });

  it('carries the answer of a command in the ack', async () => {
    const bot = await connect(() => ({ text: 'four wait for you' }));
    const { body } = await slack.post('command', { user: 'U2', channel: 'C2', command: '/handraise' });
    expect(body).toMatchObject({ ok: true, status: 200, response: { text: 'four wait for you' } });
    expect(bot.envelopes()).toMatchObject([
      { type: 'slash_commands', accepts_response_payload: true, payload: { command: '/handraise' } },
    ]);
  });

  it('sends an event again over another connection when one breaks before its ack', async () => {
    const dying = await connect(() => {
      dying.ws.terminate();
      return undefined;
    });
    const other = await connect(() => ({}));
    await write();
    await write();
    await eventually('both events', () => other.envelopes().length === 2 || undefined);
    const again = other.envelopes().find((one) => dig(one, 'retry_attempt') === 1);
    expect(again).toMatchObject({ type: 'events_api', retry_reason: 'connection_failed' });
  });

  it('says that nobody is connected', async () => {
    const posted = await slack.call('chat.postMessage', {
      channel: 'C2',
      text: 't',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    });
    const { body } = await slack.post('press', {
      user: 'U2',
      channel: 'C2',
      ts: posted.body['ts'],
      action_id: 'go',
    });
    expect(body).toMatchObject({ ok: false, status: 0, error: 'the bot has no Socket Mode connection open' });
  });
});
