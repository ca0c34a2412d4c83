import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, dig, listAt, startAlone, textAt } from './slack-small-bot.ts';

let slack: Asking;
beforeAll(async () => {
  slack = await startAlone();
});
afterAll(() => slack.sandbox.stop());

const post = async (args: object = {}): Promise<string> =>
  textAt((await slack.call('chat.postMessage', { channel: 'C2', text: 'a card', ...args })).body, 'ts');
const seenBy = async (user: string, channel = 'C2'): Promise<unknown[]> =>
  listAt((await slack.get(`messages?channel=${channel}&user=${user}`)).body, 'messages');
const oneSeen = async (user: string, ts: string): Promise<unknown> =>
  (await seenBy(user)).find((one) => dig(one, 'ts') === ts);

describe('posting', () => {
  it('gives timestamps that rise, also within a millisecond', async () => {
    const stamps: number[] = [];
    for (let n = 0; n < 5; n += 1) stamps.push(Number(await post()));
    expect(new Set(stamps).size).toBe(5);
    expect([...stamps].sort((a, b) => a - b)).toEqual(stamps);
  });

  it('fills in the ids that were left out', async () => {
    const button = { type: 'button', text: { type: 'plain_text', text: 'Go' } };
    const ts = await post({ blocks: [{ type: 'actions', elements: [button] }, { type: 'divider' }] });
    expect(await oneSeen('U2', ts)).toMatchObject({
      blocks: [
        { block_id: expect.any(String), elements: [{ action_id: expect.any(String) }] },
        { block_id: expect.any(String) },
      ],
    });
  });

  it('keeps metadata and shows it only to those who ask', async () => {
    const metadata = { event_type: 'surface', event_payload: { job: 'j-1' } };
    const ts = await post({ metadata });
    const history = async (args: object) =>
      dig((await slack.call('conversations.history', { channel: 'C2', ...args })).body, 'messages.0');
    expect(await history({ include_all_metadata: true })).toMatchObject({ ts, metadata });
    expect(await history({})).not.toHaveProperty('metadata');
    expect(dig(await oneSeen('U2', ts), 'metadata')).toEqual(metadata);
  });

  it('says 429 with Retry-After to a burst in one channel, and lets the others through', async () => {
    const other = await startAlone({ wall: () => 1_700_000_000_000 });
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1)
      statuses.push((await other.call('chat.postMessage', { channel: 'C2', text: `${n}` })).status);
    expect(statuses.indexOf(429)).toBe(30);
    expect((await other.call('chat.postMessage', { channel: 'C3', text: 'x' })).status).toBe(200);
    await other.sandbox.stop();
  });
});

describe('history', () => {
  it('is newest first, without replies, between two times', async () => {
    const [first, second] = [await post({ text: 'first' }), await post({ text: 'second' })];
    await post({ text: 'a reply', thread_ts: first });
    const page = (
      await slack.call('conversations.history', { channel: 'C2', oldest: first, inclusive: true })
    ).body;
    expect(listAt(page, 'messages').map((one) => dig(one, 'text'))).toEqual(['second', 'first']);
    expect(listAt(page, 'messages')[1]).toMatchObject({ reply_count: 1 });
    const after = (await slack.call('conversations.history', { channel: 'C2', oldest: first })).body;
    expect(listAt(after, 'messages').map((one) => dig(one, 'ts'))).toEqual([second]);
    const thread = (await slack.call('conversations.replies', { channel: 'C2', ts: first })).body;
    expect(listAt(thread, 'messages').map((one) => dig(one, 'text'))).toEqual(['first', 'a reply']);
    const pane = (await slack.get(`messages?channel=C2&user=U2&thread_ts=${first}`)).body;
    expect(listAt(pane, 'messages')).toMatchObject([
      { text: 'first', reply_count: 1 },
      { text: 'a reply', thread_ts: first },
    ]);
  });

  it('comes in pages', async () => {
    const newest = [await post(), await post(), await post()].reverse();
    const first = (await slack.call('conversations.history', { channel: 'C2', limit: 2 })).body;
    expect(first).toMatchObject({ has_more: true, messages: [{ ts: newest[0] }, { ts: newest[1] }] });
    const cursor = dig(first, 'response_metadata.next_cursor');
    expect(
      (await slack.call('conversations.history', { channel: 'C2', limit: 1, cursor })).body,
    ).toMatchObject({ messages: [{ ts: newest[2] }] });
    expect(
      (await slack.call('conversations.history', { channel: 'C2', cursor: 'made-up' })).body['error'],
    ).toBe('invalid_cursor');
  });

  it('is closed to a bot outside the channel', async () => {
    expect((await slack.call('conversations.history', { channel: 'C1' })).body['error']).toBe(
      'not_in_channel',
    );
  });
});

describe('changing', () => {
  it('keeps the blocks when an update brings none, and drops them for an empty list', async () => {
    const ts = await post({ blocks: [{ type: 'divider' }] });
    await slack.call('chat.update', { channel: 'C2', ts, text: 'changed' });
    expect(await oneSeen('U2', ts)).toMatchObject({
      text: 'changed',
      edited: true,
      blocks: [{ type: 'divider' }],
    });
    await slack.call('chat.update', { channel: 'C2', ts, text: 'changed', blocks: [] });
    expect(await oneSeen('U2', ts)).toMatchObject({ blocks: [] });
  });

  it('keeps what people type escaped as Slack does, but for mentions and links', async () => {
    const text = 'R&D <b> <@U1> <https://example.com|here>';
    const { body: written } = await slack.post('message', { user: 'U2', channel: 'C2', text });
    expect(await oneSeen('U2', String(written['ts']))).toMatchObject({
      text: 'R&amp;D &lt;b&gt; <@U1> <https://example.com|here>',
    });
  });

  it('changes and deletes only its own, and only what is there', async () => {
    const { body: written } = await slack.post('message', { user: 'U2', channel: 'C2', text: 'mine' });
    const theirs = { channel: 'C2', ts: written['ts'] };
    expect((await slack.call('chat.update', { ...theirs, text: 'x' })).body['error']).toBe(
      'cant_update_message',
    );
    expect((await slack.call('chat.delete', theirs)).body['error']).toBe('cant_delete_message');
    const gone = { channel: 'C2', ts: '1.000001' };
    expect((await slack.call('chat.update', { ...gone, text: 'x' })).body['error']).toBe('message_not_found');
    const ts = await post();
    expect((await slack.call('chat.delete', { channel: 'C2', ts })).body['ok']).toBe(true);
    expect(await oneSeen('U2', ts)).toBeUndefined();
  });

  it('refuses what does not fit and leaves the message as it was', async () => {
    const ts = await post();
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    expect((await slack.call('chat.update', { channel: 'C2', ts, text: 'x', blocks })).body['error']).toBe(
      'invalid_blocks',
    );
    expect(await oneSeen('U2', ts)).toMatchObject({ text: 'a card' });
  });
});

describe('what one person sees', () => {
  it('shows an ephemeral to one, and keeps it out of history and of updates', async () => {
    const { body } = await slack.call('chat.postEphemeral', { channel: 'C2', user: 'U2', text: 'only you' });
    const ts = textAt(body, 'message_ts');
    expect(await oneSeen('U2', ts)).toMatchObject({ text: 'only you', ephemeral: true });
    expect(await oneSeen('U3', ts)).toBeUndefined();
    expect((await slack.call('chat.update', { channel: 'C2', ts, text: 'x' })).body['error']).toBe(
      'message_not_found',
    );
    expect(JSON.stringify((await slack.call('conversations.history', { channel: 'C2' })).body)).not.toContain(
      'only you',
    );
    expect(
      (await slack.call('chat.postEphemeral', { channel: 'C2', user: 'U7', text: 'x' })).body['error'],
    ).toBe('user_not_in_channel');
  });

  it('reaches a DM by the channel, the person or the bot', async () => {
    await slack.call('chat.postMessage', { channel: 'U9', text: 'for Ines' });
    for (const channel of ['D9', 'U9', 'UBOT1'])
      expect(await seenBy('U9', channel)).toMatchObject([{ text: 'for Ines' }]);
    expect((await slack.get('messages?channel=D9&user=U1')).status).toBe(403);
  });
});

describe('beside messages', () => {
  it('reacts once', async () => {
    const timestamp = await post();
    expect((await slack.call('reactions.add', { channel: 'C2', timestamp, name: 'eyes' })).body['ok']).toBe(
      true,
    );
    expect(
      (await slack.call('reactions.add', { channel: 'C2', timestamp, name: 'eyes' })).body['error'],
    ).toBe('already_reacted');
    expect(await oneSeen('U2', timestamp)).toMatchObject({ reactions: [{ name: 'eyes', users: ['UBOT1'] }] });
  });

  it('takes a file in three steps and shows it in the channel', async () => {
    const content = Buffer.from('week,rate\n47,0.18\n');
    const started = (
      await slack.call('files.getUploadURLExternal', { filename: 'week.csv', length: content.length })
    ).body;
    const file = textAt(started, 'file_id');
    const complete = () =>
      slack.call('files.completeUploadExternal', {
        files: [{ id: file, title: 'Week 47' }],
        channel_id: 'C2',
      });
    expect((await complete()).body['error']).toBe('file_not_found');
    expect((await fetch(textAt(started, 'upload_url'), { method: 'POST', body: 'too short' })).status).toBe(
      400,
    );
    expect((await fetch(textAt(started, 'upload_url'), { method: 'POST', body: content })).status).toBe(200);
    expect((await complete()).body).toMatchObject({ ok: true, files: [{ id: file, title: 'Week 47' }] });
    expect((await seenBy('U2')).at(-1)).toMatchObject({
      files: [{ id: file, title: 'Week 47', url: `/files/${file}` }],
    });
    expect(await (await fetch(`${slack.sandbox.url}/files/${file}`)).text()).toBe(content.toString());
  });

  it('links to a message, and takes one for later but not for the past', async () => {
    const ts = await post();
    expect(
      textAt((await slack.call('chat.getPermalink', { channel: 'C2', message_ts: ts })).body, 'permalink'),
    ).toContain(`/archives/C2/p${ts.replace('.', '')}`);
    const now = Math.floor(Date.now() / 1000);
    expect(
      (await slack.call('chat.scheduleMessage', { channel: 'C2', text: 'late', post_at: now - 10 })).body[
        'error'
      ],
    ).toBe('time_in_past');
    expect(
      (await slack.call('chat.scheduleMessage', { channel: 'C2', text: 'later', post_at: now + 600 })).body,
    ).toMatchObject({ ok: true, post_at: now + 600 });
  });

  it('logs every call without its token', async () => {
    await slack.call('team.info', { token: slack.sandbox.botToken, note: 'look for me' });
    const { body } = await slack.get('calls?method=team.info');
    const last = listAt(body, 'calls').at(-1);
    expect(last).toMatchObject({ method: 'team.info', body: { note: 'look for me' }, status: 200 });
    expect(JSON.stringify(body)).not.toContain(slack.sandbox.botToken);
    expect((await slack.get(`calls?after=${textAt(last, 'n')}`)).body['calls']).toEqual([]);
  });
});
