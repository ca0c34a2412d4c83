import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listener, startListener } from './slack-listener.ts';
import { type Asking, dig, eventually, listAt, startAlone, textAt } from './slack-small-bot.ts';

let bot: Listener;
let slack: Asking;
let ts = '';
beforeAll(async () => {
  bot = await startListener();
  slack = await startAlone({ botUrl: bot.url });
  const elements = [
    { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: 'own' },
    {
      type: 'static_select',
      action_id: 'pick',
      options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }],
    },
  ];
  const blocks = [{ type: 'actions', block_id: 'row', elements }];
  ts = textAt((await slack.call('chat.postMessage', { channel: 'C2', text: 'a card', blocks })).body, 'ts');
});
afterAll(async () => {
  await slack.sandbox.stop();
  await bot.stop();
});

const press = (extra: object) =>
  slack.post('press', { user: 'U2', channel: 'C2', ts, action_id: 'go', ...extra });

describe('a press', () => {
  it.each<[string, object, number, string]>([
    ['by a person who does not exist', { user: 'U99' }, 404, 'no person U99'],
    ['by the bot itself', { user: 'UBOT1' }, 404, 'no person UBOT1'],
    ['by somebody outside the channel', { user: 'U7' }, 403, 'U7 cannot see C2'],
    ['in a channel that does not exist', { channel: 'C99' }, 404, 'no channel C99'],
    ['on a message that is not there', { ts: '1.000001' }, 404, 'no message 1.000001'],
    ['on a button that is not there', { action_id: 'stop' }, 404, 'there are: go, pick'],
    [
      'on a button of another block',
      { block_id: 'other' },
      404,
      'go is not in block other now: it is in row',
    ],
    ['on a button that stands nowhere', { action_id: 'stop', block_id: 'other' }, 404, 'no element stop'],
    ['on a menu without a choice', { action_id: 'pick' }, 400, 'selected'],
    ['on an option that is not there', { action_id: 'pick', selected: '2' }, 400, 'no option'],
    ['with nothing said', { user: undefined, ts: undefined }, 400, 'user:'],
  ])('%s is refused and not delivered', async (_what, extra, status, words) => {
    const before = bot.received.length;
    const answer = await press(extra);
    expect(answer).toMatchObject({ status, body: { ok: false, error: expect.stringContaining(words) } });
    expect(bot.received).toHaveLength(before);
  });

  it('keeps a choice in the state of the message, for that person', async () => {
    await press({ action_id: 'pick', selected: '1' });
    await press({});
    expect(bot.received.at(-1)?.payload).toMatchObject({
      state: { values: { row: { pick: { selected_option: { value: '1' } } } } },
    });
    await press({ user: 'U3' });
    expect(bot.received.at(-1)?.payload).toMatchObject({
      state: { values: { row: { pick: { selected_option: null } } } },
    });
  });

  it('of somebody deactivated is still delivered: the bot has to refuse it', async () => {
    await slack.post('person', { user: 'U4', deactivated: true });
    expect((await press({ user: 'U4' })).body).toMatchObject({ ok: true });
  });
});

describe('a person', () => {
  it('who changes is told to the app, with the groups that they join and leave', async () => {
    await slack.post('person', { user: 'U4', status_text: 'Vacationing' });
    expect(bot.received.at(-1)?.payload).toMatchObject({
      event: { type: 'user_change', user: { id: 'U4', profile: { status_text: 'Vacationing' } } },
    });
    const { body } = await slack.get('state');
    const groups = (body as { usergroups: { id: string; handle: string; users: string[] }[] }).usergroups;
    const left = groups.filter(({ users }) => users.includes('U4'));
    const count = bot.received.length;
    await slack.post('person', { user: 'U4', groups: [] });
    expect(bot.received.slice(count).map(({ payload }) => payload)).toMatchObject(
      left.map(({ id }) => ({
        event: { type: 'subteam_members_changed', subteam_id: id, removed_users: ['U4'] },
      })),
    );
    await slack.post('person', { user: 'U4', groups: left.map(({ handle }) => handle) });
    expect(bot.received.at(-1)?.payload).toMatchObject({ event: { added_users: ['U4'] } });
  });

  it('is put into no group that is none', async () => {
    const { status, body } = await slack.post('person', { user: 'U4', groups: ['nobodies'] });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: expect.stringContaining('no group nobodies; there are finance') });
  });
});

describe('the interface', () => {
  it.each([
    ['GET', 'nowhere', 404],
    ['GET', 'press', 405],
    ['POST', 'state', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    const response = await fetch(`${slack.sandbox.url}/_sandbox/${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, error: expect.any(String) });
  });

  it('refuses what is no JSON object', async () => {
    const response = await fetch(`${slack.sandbox.url}/_sandbox/press`, { method: 'POST', body: '[1]' });
    expect(response.status).toBe(400);
  });

  it.each([
    ['a page from elsewhere', { origin: 'https://evil.example' }],
    ['a name that only points here', { host: 'evil.example:4000' }],
  ])('refuses %s', async (_what, headers) => {
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port: slack.sandbox.port, path: '/_sandbox/state', headers }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it('takes commands and shortcuts of the manifest only', async () => {
    const command = (name: string) => slack.post('command', { user: 'U2', channel: 'C2', command: name });
    expect((await command('/other')).body['error']).toContain('there is /handraise');
    expect((await slack.post('shortcut', { user: 'U2', callback_id: 'nope' })).status).toBe(404);
    expect((await slack.post('shortcut', { user: 'U2', callback_id: 'raise_hand' })).body['error']).toContain(
      'needs channel and ts',
    );
  });

  it('says that there is no bot and no source to steer', async () => {
    expect((await slack.get('bot')).body).toEqual({ ok: true, running: false, pid: null, transport: 'http' });
    expect((await slack.post('bot', { action: 'kill' })).status).toBe(409);
    expect((await slack.get('callbacks')).status).toBe(409);
  });
});

describe('the clock', () => {
  it('goes on, and jumps to a moment, without touching wall time', async () => {
    const shift = (await slack.post('clock', { advance_ms: 3_600_000 })).body;
    expect(shift['offset_ms']).toBe(3_600_000);
    const set = (await slack.post('clock', { now: '2030-01-02T03:04:05Z' })).body;
    expect(textAt(set, 'now')).toMatch(/^2030-01-02T03:04:0/);
    const posted = (await slack.call('chat.postMessage', { channel: 'C2', text: 'x' })).body;
    expect(Math.abs(Number(posted['ts']) - Date.now() / 1000)).toBeLessThan(5);
    // What the page shows is the time that texts speak of.
    const seen = listAt((await slack.get('messages?channel=C2&user=U2')).body, 'messages').at(-1);
    expect(new Date(Number(dig(seen, 'posted_at'))).toISOString()).toMatch(/^2030-01-02T03:0/);
    await slack.post('clock', { now: Date.now() });
    expect(Math.abs(Number((await slack.get('clock')).body['offset_ms']))).toBeLessThan(1_000);
  });

  it.each([[{}], [{ now: 'tomorrow' }], [{ now: 1, advance_ms: 1 }], [{ advance_ms: 1e16 }]])(
    'refuses %j',
    async (body) => {
      expect((await slack.post('clock', body)).status).toBe(400);
    },
  );
});

describe('the stream', () => {
  it('tells of every change, by kind and place', async () => {
    const response = await fetch(`${slack.sandbox.url}/_sandbox/stream`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    let heard = '';
    const reading = (async () => {
      for await (const part of response.body ?? []) heard += Buffer.from(part).toString();
    })().catch(() => undefined);
    await eventually('it is open', () => heard.includes(': open') || undefined);
    await slack.call('chat.postMessage', { channel: 'C2', text: 'x' });
    await slack.call('views.publish', { user_id: 'U2', view: { type: 'home', blocks: [] } });
    await slack.post('person', { user: 'U2', presence: 'away' });
    await slack.post('clock', { advance_ms: 1 });
    await eventually('the last change', () => heard.includes('clock') || undefined);
    const changes = heard
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => JSON.parse(line.slice(6)) as unknown);
    expect(changes).toEqual([
      { kind: 'messages', channel: 'C2' },
      { kind: 'home', user: 'U2' },
      { kind: 'state', user: 'U2' },
      { kind: 'clock' },
    ]);
    await response.body?.cancel().catch(() => undefined);
    void reading;
  });
});
