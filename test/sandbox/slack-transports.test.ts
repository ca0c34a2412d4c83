import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dig, eventually, listAt, type Rig, startRig, textAt } from './slack-small-bot.ts';

const card = [
  { type: 'section', block_id: 'what', text: { type: 'mrkdwn', text: 'Approve 1,840.50 EUR?' } },
  {
    type: 'actions',
    block_id: 'verdict',
    elements: [
      { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' }, value: 'v1:42' },
      {
        type: 'overflow',
        action_id: 'more',
        options: [{ text: { type: 'plain_text', text: 'Snooze' }, value: 'snooze' }],
      },
    ],
  },
];

const form = {
  type: 'modal' as const,
  callback_id: 'reason',
  title: { type: 'plain_text' as const, text: 'Why?' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Why' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'code',
      label: { type: 'plain_text' as const, text: 'Code' },
      element: {
        type: 'radio_buttons' as const,
        action_id: 'choice',
        options: [
          { text: { type: 'plain_text' as const, text: 'Over cap' }, value: 'cap' },
          { text: { type: 'plain_text' as const, text: 'Other' }, value: 'other' },
        ],
      },
    },
    {
      type: 'input' as const,
      block_id: 'who',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Who' },
      element: { type: 'external_select' as const, action_id: 'person', min_query_length: 1 },
    },
  ],
};

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  let rig: Rig;
  const heard: Array<{ what: string; body: unknown }> = [];
  const last = (what: string) => heard.findLast((one) => one.what === what)?.body;

  beforeAll(async () => {
    rig = await startRig(transport, (app) => {
      app.action('approve', async ({ ack, body, client }) => {
        await ack();
        heard.push({ what: 'press', body });
        await client.views.open({ trigger_id: textAt(body, 'trigger_id'), view: form });
      });
      app.action('more', async ({ ack, body }) => {
        heard.push({ what: 'more', body });
        await ack();
      });
      app.view('reason', async ({ ack, body, view }) => {
        heard.push({ what: 'submit', body });
        const text = view.state.values['why']?.['text']?.value;
        await (text === 'no' ? ack({ response_action: 'errors', errors: { why: 'Say more.' } }) : ack());
      });
      app.view({ type: 'view_closed', callback_id: 'reason' }, async ({ ack, body }) => {
        heard.push({ what: 'closed', body });
        await ack();
      });
      app.options('person', async ({ ack, options }) => {
        await ack({
          options: [{ text: { type: 'plain_text', text: `Ana (${options.value})` }, value: 'ana' }],
        });
      });
      app.command('/handraise', async ({ ack, command }) => {
        await ack(`you said ${command.text}`);
      });
      app.shortcut('raise_hand', async ({ ack, body }) => {
        heard.push({ what: 'shortcut', body });
        await ack();
      });
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks = [
          { type: 'header' as const, text: { type: 'plain_text' as const, text: 'Nothing waits for you' } },
        ];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
      app.event('message', async ({ event, body }) => {
        heard.push({ what: 'message', body: { ...body, event } });
      });
    });
  });
  afterAll(() => rig.stop());

  const post = async () =>
    textAt((await rig.call('chat.postMessage', { channel: 'C2', text: 'A card', blocks: card })).body, 'ts');
  const openForm = async (user: string): Promise<string> => {
    const before = listAt((await rig.get(`views?user=${user}`)).body, 'views').length;
    await rig.post('press', { user, channel: 'C2', ts: await post(), action_id: 'approve' });
    return eventually('the form opens', async () => {
      const { body } = await rig.get(`views?user=${user}`);
      return listAt(body, 'views').length > before ? textAt(body, 'views.last.id') : undefined;
    });
  };

  it('carries a press with everything that Slack puts into it', async () => {
    const ts = await post();
    const { status, body } = await rig.post('press', { user: 'U2', channel: 'C2', ts, action_id: 'approve' });
    expect({ status, body }).toMatchObject({ status: 200, body: { ok: true, status: 200 } });
    expect(body['ack_ms']).toBeGreaterThan(0);
    expect(last('press')).toMatchObject({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'U2', username: 'ana', name: 'ana', team_id: 'T1' },
      api_app_id: 'A1',
      enterprise: null,
      is_enterprise_install: false,
      container: { type: 'message', message_ts: ts, channel_id: 'C2', is_ephemeral: false },
      channel: { id: 'C2', name: 'finance-decisions' },
      message: { ts, user: 'UBOT1', text: 'A card' },
      state: { values: {} },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'verdict', value: 'v1:42' }],
    });
    expect(dig(last('press'), 'actions.0.action_ts')).toMatch(/^\d+\.\d{6}$/);
    expect(dig(last('press'), 'response_url')).toContain(rig.sandbox.url);
  });

  it('sends a given value as given, so that forgeries can be tried', async () => {
    await rig.post('press', {
      user: 'U2',
      channel: 'C2',
      ts: await post(),
      action_id: 'approve',
      value: 'forged',
      team: 'T9',
    });
    expect(last('press')).toMatchObject({
      actions: [{ value: 'forged' }],
      team: { id: 'T9' },
      user: { team_id: 'T9' },
    });
  });

  it('sends the chosen option of a menu', async () => {
    await rig.post('press', {
      user: 'U2',
      channel: 'C2',
      ts: await post(),
      action_id: 'more',
      selected: 'snooze',
    });
    expect(dig(last('more'), 'actions.0.selected_option')).toEqual({
      text: { type: 'plain_text', text: 'Snooze' },
      value: 'snooze',
    });
  });

  it('submits a filled form and closes it', async () => {
    const view_id = await openForm('U3');
    const values = { why: { text: 'over the cap' }, code: { choice: 'cap' } };
    const { body } = await rig.post('submit', { user: 'U3', view_id, values });
    expect(body).toMatchObject({ ok: true });
    expect(body['response_action']).toBeUndefined();
    expect(dig(last('submit'), 'view.state.values')).toMatchObject({
      why: { text: { type: 'plain_text_input', value: 'over the cap' } },
      code: {
        choice: { type: 'radio_buttons', selected_option: { value: 'cap', text: { text: 'Over cap' } } },
      },
      who: { person: { type: 'external_select', selected_option: null } },
    });
    expect((await rig.get('views?user=U3')).body['views']).toEqual([]);
  });

  it('shows the errors of a form and leaves it open', async () => {
    const view_id = await openForm('U4');
    const { body } = await rig.post('submit', {
      user: 'U4',
      view_id,
      values: { why: { text: 'no' }, code: { choice: 'cap' } },
    });
    expect(body).toMatchObject({ ok: true, response_action: 'errors', errors: { why: 'Say more.' } });
    expect((await rig.get('views?user=U4')).body['views']).toHaveLength(1);
    expect((await rig.post('close', { user: 'U4', view_id })).body['ok']).toBe(true);
    expect(last('closed')).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      user: { id: 'U4' },
      view: { id: view_id },
    });
  });

  it('asks the bot for the options of an external select', async () => {
    const view_id = await openForm('U8');
    const { body } = await rig.post('suggest', { user: 'U8', view_id, action_id: 'person', text: 'an' });
    expect(body).toMatchObject({ ok: true, options: [{ value: 'ana', text: { text: 'Ana (an)' } }] });
    const values = { why: { text: 'yes' }, code: { choice: 'cap' }, who: { person: 'ana' } };
    await rig.post('submit', { user: 'U8', view_id, values });
    expect(dig(last('submit'), 'view.state.values.who.person.selected_option.text.text')).toBe('Ana (an)');
  });

  it('runs a slash command and shows the answer to the one who typed it', async () => {
    const { body } = await rig.post('command', {
      user: 'U2',
      channel: 'C2',
      command: '/handraise',
      text: 'mine',
    });
    expect(body).toMatchObject({ ok: true });
    const seen = async (user: string) =>
      listAt((await rig.get(`messages?channel=C2&user=${user}`)).body, 'messages').filter(
        (one) => dig(one, 'text') === 'you said mine',
      );
    expect(await seen('U2')).toMatchObject([{ ephemeral: true, user: 'UBOT1' }]);
    expect(await seen('U3')).toEqual([]);
  });

  it('opens the Home tab and answers with what the bot published', async () => {
    const { body } = await rig.post('home', { user: 'U5' });
    expect(body['view']).toMatchObject({
      type: 'home',
      blocks: [{ type: 'header', text: { text: 'Nothing waits for you' } }],
    });
    expect(dig((await rig.get('home?user=U5')).body, 'view.id')).toBe(textAt(body, 'view.id'));
    expect((await rig.get('home?user=U6')).body['view']).toBeNull();
  });

  it('carries message shortcuts and what people write', async () => {
    const { body: written } = await rig.post('message', { user: 'U2', channel: 'C2', text: 'Look at this' });
    expect(last('message')).toMatchObject({
      team_id: 'T1',
      authorizations: [{ user_id: 'UBOT1', is_bot: true }],
      event: { type: 'message', user: 'U2', text: 'Look at this', channel: 'C2', channel_type: 'channel' },
    });
    const used = await rig.post('shortcut', {
      user: 'U3',
      callback_id: 'raise_hand',
      channel: 'C2',
      ts: written['ts'],
    });
    expect(used.body['ok']).toBe(true);
    expect(last('shortcut')).toMatchObject({
      type: 'message_action',
      message_ts: written['ts'],
      message: { text: 'Look at this' },
    });
  });

  it('delivers to nobody what the bot cannot hear', async () => {
    const before = heard.length;
    await rig.post('message', { user: 'U1', channel: 'C1', text: 'the bot is no member of general' });
    expect(heard).toHaveLength(before);
  });
});
