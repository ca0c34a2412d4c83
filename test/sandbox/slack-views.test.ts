import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dig, eventually, listAt, type Rig, startRig, textAt } from './slack-small-bot.ts';

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const modal = (title: string, extra: object = {}) => ({
  type: 'modal' as const,
  title: text(title),
  submit: text('Send'),
  callback_id: 'form',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'b',
      label: text('L'),
      element: { type: 'plain_text_input' as const, action_id: 'a' },
    },
  ],
  ...extra,
});
const button = { type: 'button', action_id: 'open', text: text('Open') };
const again = { type: 'actions', block_id: 'again', elements: [{ ...button, action_id: 'again' }] };

let rig: Rig;
let ahead = 0;
let lastTrigger = '';
let answer: object | undefined;
const submitted: unknown[] = [];
const closed: unknown[] = [];

beforeAll(async () => {
  rig = await startRig(
    'http',
    (app) => {
      for (const id of ['open', 'again', 'a']) {
        app.action(id, async ({ ack, body }) => {
          lastTrigger = textAt(body, 'trigger_id');
          await ack();
        });
      }
      app.view('form', async ({ ack, body }) => {
        submitted.push(body);
        lastTrigger = textAt(body, 'trigger_id');
        await (answer === undefined
          ? ack()
          : ack(Object.assign({ response_action: 'clear' as const }, answer)));
      });
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        closed.push(body);
        await ack();
      });
    },
    { wall: () => Date.now() + ahead },
  );
});
afterAll(() => rig.stop());
beforeEach(() => {
  answer = undefined;
  ahead = 0;
});

const trigger = async (user = 'U2'): Promise<string> => {
  const posted = await rig.call('chat.postMessage', {
    channel: 'C2',
    text: 't',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  await rig.post('press', { user, channel: 'C2', ts: textAt(posted.body, 'ts'), action_id: 'open' });
  return lastTrigger;
};
const open = async (view: object = modal('One'), user = 'U2'): Promise<string> =>
  textAt((await rig.call('views.open', { trigger_id: await trigger(user), view })).body, 'view.id');
const openFor = async (user: string): Promise<unknown[]> =>
  listAt((await rig.get(`views?user=${user}`)).body, 'views');
const closeAll = async (user: string): Promise<void> => {
  for (const view of (await openFor(user)).reverse())
    await rig.post('close', { user, view_id: textAt(view, 'id') });
};
const submit = (view_id: string, user = 'U2', values: object = { b: { a: 'words' } }) =>
  rig.post('submit', { user, view_id, values });

describe('triggers', () => {
  it('work once', async () => {
    const trigger_id = await trigger();
    expect((await rig.call('views.open', { trigger_id, view: modal('One') })).body['ok']).toBe(true);
    expect((await rig.call('views.open', { trigger_id, view: modal('One') })).body['error']).toBe(
      'exchanged_trigger_id',
    );
    await closeAll('U2');
  });

  it('die after three seconds', async () => {
    const trigger_id = await trigger();
    ahead = 2_900;
    const other = await trigger();
    ahead = 3_300;
    expect((await rig.call('views.open', { trigger_id, view: modal('One') })).body['error']).toBe(
      'expired_trigger_id',
    );
    expect((await rig.call('views.open', { trigger_id: other, view: modal('One') })).body['ok']).toBe(true);
    await closeAll('U2');
  });

  it('cannot be made up, and are not spent by a view that is refused', async () => {
    expect((await rig.call('views.open', { trigger_id: '1.2.3', view: modal('One') })).body['error']).toBe(
      'invalid_trigger_id',
    );
    const trigger_id = await trigger();
    const { body } = await rig.call('views.open', { trigger_id, view: modal('x'.repeat(25)) });
    expect(body).toMatchObject({ error: 'invalid_arguments' });
    expect(JSON.stringify(body)).toContain('[json-pointer:/view/title/text]');
    expect((await rig.call('views.open', { trigger_id, view: modal('One') })).body['ok']).toBe(true);
    await closeAll('U2');
  });
});

describe('a modal', () => {
  it('belongs to one person', async () => {
    const view_id = await open();
    expect(await openFor('U3')).toEqual([]);
    expect((await submit(view_id, 'U3')).status).toBe(404);
    expect((await rig.post('close', { user: 'U3', view_id })).status).toBe(404);
    await closeAll('U2');
  });

  it('stacks three high', async () => {
    const first = await open({ ...modal('One'), blocks: [again] });
    const push = async (view_id: string) => {
      await rig.post('view-press', { user: 'U2', view_id, action_id: 'again' });
      return (
        await rig.call('views.push', { trigger_id: lastTrigger, view: { ...modal('More'), blocks: [again] } })
      ).body;
    };
    const second = await push(first);
    expect(second).toMatchObject({ view: { previous_view_id: first, root_view_id: first } });
    const third = await push(textAt(second, 'view.id'));
    expect((await push(textAt(third, 'view.id')))['error']).toBe('push_limit_reached');
    expect((await openFor('U2')).map((one) => dig(one, 'title.text'))).toEqual(['One', 'More', 'More']);
    await rig.post('close', { user: 'U2', view_id: textAt(second, 'view.id') });
    expect(await openFor('U2')).toHaveLength(1);
    await closeAll('U2');
  });

  it('is updated against a hash', async () => {
    const view_id = await open();
    const before = (await openFor('U2'))[0];
    const update = (hash: unknown) => rig.call('views.update', { view_id, hash, view: modal('Two') });
    expect((await update(dig(before, 'hash'))).body['ok']).toBe(true);
    expect((await update(dig(before, 'hash'))).body['error']).toBe('hash_conflict');
    const gone = await rig.call('views.update', { view_id: 'V9999', view: modal('Two') });
    expect(gone.body['error']).toBe('not_found');
    await closeAll('U2');
  });

  it('keeps what was typed in the inputs that an update leaves', async () => {
    const typing = { ...modal('').blocks[0], dispatch_action: true };
    const view_id = await open({ ...modal('One'), blocks: [typing, { ...typing, block_id: 'other' }] });
    for (const block_id of ['b', 'other']) {
      await rig.post('view-press', { user: 'U2', view_id, action_id: 'a', block_id, value: 'half a sen' });
    }
    await rig.call('views.update', { view_id, view: { ...modal('Two'), blocks: [typing] } });
    expect(dig((await openFor('U2'))[0], 'state.values')).toEqual({
      b: { a: { type: 'plain_text_input', value: 'half a sen' } },
    });
    await closeAll('U2');
  });

  it('has an external id only once', async () => {
    await open(modal('One', { external_id: 'decision-7' }));
    const { body } = await rig.call('views.open', {
      trigger_id: await trigger('U3'),
      view: modal('One', { external_id: 'decision-7' }),
    });
    expect(body['error']).toBe('duplicate_external_id');
    expect(
      (await rig.call('views.update', { external_id: 'decision-7', view: modal('Two') })).body,
    ).toMatchObject({ view: { title: { text: 'Two' } } });
    await closeAll('U2');
  });

  it('tells of being closed only when asked to', async () => {
    const before = closed.length;
    await open();
    await closeAll('U2');
    expect(closed).toHaveLength(before);
    await open(modal('One', { notify_on_close: true, clear_on_close: true }));
    await closeAll('U2');
    expect(closed.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: true });
  });
});

describe('a submission', () => {
  it('is not sent while required inputs are empty', async () => {
    const view_id = await open();
    const before = submitted.length;
    const { status, body } = await submit(view_id, 'U2', {});
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { ok: false, errors: { b: 'Please complete this required field.' } },
    });
    expect(submitted).toHaveLength(before);
    await closeAll('U2');
  });

  it('names the inputs that exist when another one is filled', async () => {
    const view_id = await open();
    const { status, body } = await submit(view_id, 'U2', { b: { wrong: 'x' } });
    expect(status).toBe(400);
    expect(body['error']).toContain('it has: b.a');
    await closeAll('U2');
  });

  it('takes each kind of input in its plainest form', async () => {
    const options = [
      { text: text('One'), value: '1' },
      { text: text('Two'), value: '2' },
    ];
    const inputs: Array<[string, object, unknown, object]> = [
      [
        'checks',
        { type: 'checkboxes', options },
        ['1', '2'],
        { selected_options: [{ value: '1' }, { value: '2' }] },
      ],
      [
        'select',
        { type: 'static_select', options },
        '2',
        { selected_option: { value: '2', text: { text: 'Two' } } },
      ],
      ['multi', { type: 'multi_static_select', options }, ['2'], { selected_options: [{ value: '2' }] }],
      ['user', { type: 'users_select' }, 'U3', { selected_user: 'U3' }],
      ['day', { type: 'datepicker' }, '2026-11-22', { selected_date: '2026-11-22' }],
      ['hour', { type: 'timepicker' }, '14:30', { selected_time: '14:30' }],
      ['moment', { type: 'datetimepicker' }, 1_800_000_000, { selected_date_time: 1_800_000_000 }],
      ['number', { type: 'number_input', is_decimal_allowed: true }, '12.5', { value: '12.5' }],
      [
        'initial',
        { type: 'plain_text_input', initial_value: 'as it was' },
        undefined,
        { value: 'as it was' },
      ],
    ];
    const blocks = inputs.map(([id, element]) => ({
      type: 'input',
      block_id: id,
      label: text(id),
      element: { ...element, action_id: 'x' },
    }));
    const view_id = await open({ ...modal('All'), blocks });
    const given = Object.fromEntries(
      inputs.filter(([, , value]) => value !== undefined).map(([id, , value]) => [id, { x: value }]),
    );
    expect((await submit(view_id, 'U2', given)).body).toMatchObject({ ok: true });
    for (const [id, , , wanted] of inputs)
      expect(dig(submitted.at(-1), `view.state.values.${id}.x`)).toMatchObject(wanted);
  });

  it.each([
    [
      'a word for a number',
      { type: 'number_input', is_decimal_allowed: false },
      'many',
      'This must be a number.',
    ],
    [
      'too small a number',
      { type: 'number_input', is_decimal_allowed: false, min_value: '5' },
      '4',
      'This must be at least 5.',
    ],
    [
      'too long a text',
      { type: 'plain_text_input', max_length: 3 },
      'four',
      'This must be at most 3 characters.',
    ],
    ['no address', { type: 'email_text_input' }, 'dana', 'This must be an email address.'],
  ])('does not let %s through', async (_what, element, value, words) => {
    const view_id = await open({
      ...modal('One'),
      blocks: [{ type: 'input', block_id: 'b', label: text('L'), element: { ...element, action_id: 'a' } }],
    });
    expect((await submit(view_id, 'U2', { b: { a: value } })).body).toMatchObject({
      ok: false,
      errors: { b: words },
    });
    await closeAll('U2');
  });

  it('is answered with update, push or clear', async () => {
    const view_id = await open();
    answer = { response_action: 'update', view: modal('Updated') };
    expect((await submit(view_id)).body).toMatchObject({
      response_action: 'update',
      view: { id: view_id, title: { text: 'Updated' } },
    });
    answer = { response_action: 'push', view: modal('Pushed') };
    const pushed = (await submit(view_id)).body;
    expect(pushed).toMatchObject({ response_action: 'push', view: { previous_view_id: view_id } });
    answer = { response_action: 'clear' };
    expect((await submit(textAt(pushed, 'view.id'))).body).toMatchObject({
      ok: true,
      response_action: 'clear',
    });
    expect(await openFor('U2')).toEqual([]);
  });

  it('leaves the modal below when the upper one is done', async () => {
    const view_id = await open();
    answer = { response_action: 'push', view: modal('Pushed') };
    const pushed = textAt((await submit(view_id)).body, 'view.id');
    answer = undefined;
    await submit(pushed);
    expect((await openFor('U2')).map((one) => dig(one, 'id'))).toEqual([view_id]);
    await closeAll('U2');
  });

  it.each<[string, object]>([
    ['a view that breaks a limit', { response_action: 'update', view: modal('x'.repeat(25)) }],
    ['errors for a block that is not there', { response_action: 'errors', errors: { nowhere: 'x' } }],
    ['an answer that does not exist', { response_action: 'dance' }],
  ])('fails on %s', async (_what, wrong) => {
    const view_id = await open();
    answer = wrong;
    expect((await submit(view_id)).body).toMatchObject({
      ok: false,
      error: expect.stringContaining('bad response_action'),
    });
    expect(await openFor('U2')).toHaveLength(1);
    await closeAll('U2');
  });
});

describe('a Home tab', () => {
  it('is published for one person, against a hash', async () => {
    const view = { type: 'home', blocks: [{ type: 'divider' }] };
    const first = (await rig.call('views.publish', { user_id: 'U6', view })).body;
    expect(first).toMatchObject({ ok: true, view: { type: 'home', root_view_id: dig(first, 'view.id') } });
    expect((await rig.call('views.publish', { user_id: 'U6', view, hash: 'old' })).body['error']).toBe(
      'hash_conflict',
    );
    expect((await rig.call('views.publish', { user_id: 'U99', view })).body['error']).toBe('user_not_found');
    const shown = await eventually('it shows', async () => dig((await rig.get('home?user=U6')).body, 'view'));
    expect(shown).toMatchObject({ blocks: [{ type: 'divider' }] });
  });
});
