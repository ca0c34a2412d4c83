import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, dig, everyPart, listAt, startAlone } from './slack-small-bot.ts';

let slack: Asking;
beforeAll(async () => {
  slack = await startAlone();
});
afterAll(() => slack.sandbox.stop());

describe('who may call', () => {
  it('knows its own bot', async () => {
    expect((await slack.call('auth.test')).body).toMatchObject({
      ok: true,
      team_id: 'T1',
      user_id: 'UBOT1',
      bot_id: 'B1',
    });
  });

  it.each([
    ['an unknown token', 'auth.test', 'xoxb-somebody-else', 'invalid_auth'],
    ['no token', 'auth.test', '', 'not_authed'],
    ['a method that does not exist', 'chat.shout', undefined, 'unknown_method'],
    [
      'the bot token where the app token belongs',
      'apps.connections.open',
      undefined,
      'not_allowed_token_type',
    ],
  ])('refuses %s with HTTP 200', async (_what, method, token, error) => {
    const { status, body } = await slack.call(method, {}, token);
    expect({ status, error: body['error'] }).toEqual({ status: 200, error });
  });

  it('takes form-encoded calls with the token in the body', async () => {
    const form = new URLSearchParams({
      token: slack.sandbox.botToken,
      channel: '#finance-decisions',
      text: 'from a form',
      blocks: JSON.stringify([{ type: 'divider' }]),
      metadata: JSON.stringify({ event_type: 'card', event_payload: { job: 7 } }),
    });
    const response = await fetch(`${slack.sandbox.url}/api/chat.postMessage`, { method: 'POST', body: form });
    expect(await response.json()).toMatchObject({
      ok: true,
      channel: 'C2',
      message: { blocks: [{ type: 'divider' }], metadata: { event_payload: { job: 7 } } },
    });
  });

  it('answers the official client', async () => {
    const client = new WebClient(slack.sandbox.botToken, { slackApiUrl: `${slack.sandbox.url}/api/` });
    const found = await client.users.lookupByEmail({ email: 'dana@example.com' });
    expect(found.user).toMatchObject({
      id: 'U1',
      real_name: 'Dana Ruiz',
      profile: { email: 'dana@example.com' },
    });
    await expect(client.apiCall('no.such')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });

  it('wants each scope in the manifest', async () => {
    const manifestPath = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.yml');
    const narrow = readFileSync(everyPart, 'utf8').replace(
      /^ *- (usergroups:read|channels:history|users:read\.email).*\n/gm,
      '',
    );
    writeFileSync(manifestPath, narrow);
    const other = await startAlone({ manifestPath });
    const groups = (await other.call('usergroups.list')).body;
    expect(groups).toMatchObject({ ok: false, error: 'missing_scope', needed: 'usergroups:read' });
    expect(groups['provided']).toContain('chat:write');
    expect((await other.call('conversations.history', { channel: 'C2' })).body).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:history',
    });
    expect(dig((await other.call('users.info', { user: 'U1' })).body, 'user.profile.email')).toBeUndefined();
    await other.sandbox.stop();
  });
});

describe('where the bot may write', () => {
  it.each([
    ['a channel that it is not in', { channel: 'C1' }, 'not_in_channel'],
    ['a channel that does not exist', { channel: 'C99' }, 'channel_not_found'],
    ['a thread that does not exist', { channel: 'C2', thread_ts: '1.000001' }, 'thread_not_found'],
  ])('refuses %s', async (_what, where, error) => {
    expect((await slack.call('chat.postMessage', { text: 'hello', ...where })).body).toEqual({
      ok: false,
      error,
    });
  });

  it('refuses an archived channel, and lets the bot join a public one', async () => {
    const channel = slack.sandbox.world.channels.get('C3');
    if (channel !== undefined) channel.is_archived = true;
    expect((await slack.call('chat.postMessage', { channel: 'C3', text: 'x' })).body['error']).toBe(
      'is_archived',
    );
    expect((await slack.call('conversations.join', { channel: 'C1' })).body).toMatchObject({ ok: true });
    expect((await slack.call('chat.postMessage', { channel: 'C1', text: 'x' })).body).toMatchObject({
      ok: true,
    });
  });

  it('opens a DM by user id', async () => {
    const opened = (await slack.call('conversations.open', { users: 'U2' })).body;
    expect(opened).toMatchObject({ ok: true, channel: { id: 'D2' } });
    expect((await slack.call('chat.postMessage', { channel: 'U2', text: 'psst' })).body).toMatchObject({
      channel: 'D2',
    });
  });
});

describe('the workspace', () => {
  it('has the people, channels and groups that the example policy speaks of', async () => {
    const { body } = await slack.get('state');
    const named = (path: string, name: string) => listAt(body, path).map((one) => dig(one, name));
    expect(named('users', 'real_name')).toEqual([
      'Dana Ruiz',
      'Ana Lindqvist',
      'Ben Okafor',
      'Chiara Moretti',
      'Emre Yilmaz',
      'Farah Haddad',
      'Greta Novak',
      'Hugo Martins',
      'Ines Weber',
      'Handraise',
    ]);
    expect(named('usergroups', 'handle')).toEqual([
      'finance',
      'finance-leads',
      'payments',
      'support',
      'security',
      'managers',
    ]);
    expect(named('channels', 'name')).toContain('handraise-alerts');
    expect(body).toMatchObject({
      transport: 'http',
      app: { id: 'A1', name: 'Handraise', bot_user_id: 'UBOT1' },
    });
  });

  it('creates the channels of other policies', async () => {
    const other = await startAlone({ channels: ['loans', 'payments'] });
    const names = listAt((await other.get('state')).body, 'channels').map((one) => dig(one, 'name'));
    expect(names.filter((name) => name === 'payments')).toHaveLength(1);
    expect((await other.call('chat.postMessage', { channel: '#loans', text: 'x' })).body).toMatchObject({
      ok: true,
    });
    await other.sandbox.stop();
  });

  it('pages through lists', async () => {
    const first = (await slack.call('users.list', { limit: 6 })).body;
    const cursor = dig(first, 'response_metadata.next_cursor');
    const second = (await slack.call('users.list', { limit: 6, cursor })).body;
    expect([listAt(first, 'members').length, listAt(second, 'members').length]).toEqual([6, 4]);
    expect(dig(second, 'response_metadata.next_cursor')).toBe('');
  });

  it('tells how people are', async () => {
    await slack.post('person', {
      user: 'U4',
      presence: 'away',
      dnd: true,
      status_emoji: ':palm_tree:',
      status_text: 'On leave',
    });
    expect((await slack.call('users.getPresence', { user: 'U4' })).body['presence']).toBe('away');
    expect((await slack.call('dnd.info', { user: 'U4' })).body['dnd_enabled']).toBe(true);
    expect((await slack.call('users.profile.get', { user: 'U4' })).body).toMatchObject({
      profile: { status_text: 'On leave' },
    });
    await slack.post('person', { user: 'U4', deactivated: true });
    expect((await slack.call('users.info', { user: 'U4' })).body).toMatchObject({ user: { deleted: true } });
    const payments = listAt((await slack.call('usergroups.list')).body, 'usergroups').find(
      (one) => dig(one, 'handle') === 'payments',
    );
    expect(
      (await slack.call('usergroups.users.list', { usergroup: dig(payments, 'id') })).body['users'],
    ).toEqual(['U3', 'U8']);
  });
});
