import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, startAlone } from './slack-small-bot.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const option = (n: number, text = 'one', value = `v${n}`) => ({ text: { type: 'plain_text', text }, value });
const button = (extra: object = {}) => ({ type: 'button', action_id: 'a', text: plain(3), ...extra });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (extra: object) => ({ type: 'section', ...extra });
const confirm = (extra: object = {}) => ({
  title: plain(3),
  text: plain(3),
  confirm: plain(3),
  deny: plain(3),
  ...extra,
});
const row = (columns: number) => many(columns, () => ({ type: 'raw_text', text: 'x' }));
const chart = (extra: object = {}) => ({
  type: 'data_visualization',
  title: 'Overrides',
  chart: { type: 'pie', segments: [{ label: 'a', value: 1 }], ...extra },
});

/** What is being tried, the most that fits, one more, and where Slack points. */
const inMessages: Array<[string, object[], object[], string]> = [
  ['blocks', many(50, () => ({ type: 'divider' })), many(51, () => ({ type: 'divider' })), '/blocks'],
  [
    'section text',
    [section({ text: mrkdwn(3000) })],
    [section({ text: mrkdwn(3001) })],
    '/blocks/0/text/text',
  ],
  [
    'section fields',
    [section({ fields: many(10, () => mrkdwn(5)) })],
    [section({ fields: many(11, () => mrkdwn(5)) })],
    '/blocks/0/fields',
  ],
  [
    'a field',
    [section({ fields: [mrkdwn(2000)] })],
    [section({ fields: [mrkdwn(2001)] })],
    '/blocks/0/fields/0/text',
  ],
  [
    'header',
    [{ type: 'header', text: plain(150) }],
    [{ type: 'header', text: plain(151) }],
    '/blocks/0/text/text',
  ],
  [
    'image alt text',
    [{ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'x'.repeat(2000) }],
    [{ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'x'.repeat(2001) }],
    '/blocks/0/alt_text',
  ],
  [
    'all markdown together',
    [
      { type: 'markdown', text: 'x'.repeat(6000) },
      { type: 'markdown', text: 'x'.repeat(6000) },
    ],
    [
      { type: 'markdown', text: 'x'.repeat(6000) },
      { type: 'markdown', text: 'x'.repeat(6001) },
    ],
    '/blocks/1/text',
  ],
  [
    'table rows',
    [{ type: 'table', rows: many(100, () => row(1)) }],
    [{ type: 'table', rows: many(101, () => row(1)) }],
    '/blocks/0/rows',
  ],
  [
    'table columns',
    [{ type: 'table', rows: [row(20)] }],
    [{ type: 'table', rows: [row(21)] }],
    '/blocks/0/rows/0',
  ],
  [
    'tables',
    [{ type: 'table', rows: [row(1)] }],
    [
      { type: 'table', rows: [row(1)] },
      { type: 'table', rows: [row(1)] },
    ],
    '/blocks/1',
  ],
  [
    'a data table page',
    [{ type: 'data_table', caption: 'c', rows: [row(2), row(2)], page_size: 100 }],
    [{ type: 'data_table', caption: 'c', rows: [row(2), row(2)], page_size: 101 }],
    '/blocks/0/page_size',
  ],
  ['charts', [chart(), chart()], [chart(), chart(), chart()], '/blocks/2'],
  [
    'pie segments',
    [chart({ segments: many(12, () => ({ label: 'a', value: 1 })) })],
    [chart({ segments: many(13, () => ({ label: 'a', value: 1 })) })],
    '/blocks/0/chart/segments',
  ],
  [
    'chart labels',
    [chart({ segments: [{ label: 'x'.repeat(20), value: 1 }] })],
    [chart({ segments: [{ label: 'x'.repeat(21), value: 1 }] })],
    '/blocks/0/chart/segments/0/label',
  ],
  [
    'actions',
    [actions(...many(25, (n) => button({ action_id: `a${n}` })))],
    [actions(...many(26, (n) => button({ action_id: `a${n}` })))],
    '/blocks/0/elements',
  ],
  [
    'context elements',
    [{ type: 'context', elements: many(10, () => mrkdwn(1)) }],
    [{ type: 'context', elements: many(11, () => mrkdwn(1)) }],
    '/blocks/0/elements',
  ],
  [
    'overflow options',
    [actions({ type: 'overflow', options: many(5, option) })],
    [actions({ type: 'overflow', options: many(6, option) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'checkboxes',
    [actions({ type: 'checkboxes', options: many(10, (n) => option(n)) })],
    [actions({ type: 'checkboxes', options: many(11, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'radio buttons',
    [actions({ type: 'radio_buttons', options: many(10, (n) => option(n)) })],
    [actions({ type: 'radio_buttons', options: many(11, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'select options',
    [actions({ type: 'static_select', options: many(100, (n) => option(n)) })],
    [actions({ type: 'static_select', options: many(101, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'button text',
    [actions(button({ text: plain(75) }))],
    [actions(button({ text: plain(76) }))],
    '/blocks/0/elements/0/text/text',
  ],
  [
    'button value',
    [actions(button({ value: 'x'.repeat(2000) }))],
    [actions(button({ value: 'x'.repeat(2001) }))],
    '/blocks/0/elements/0/value',
  ],
  [
    'button url',
    [actions(button({ url: `https://e.com/${'x'.repeat(2986)}` }))],
    [actions(button({ url: `https://e.com/${'x'.repeat(2987)}` }))],
    '/blocks/0/elements/0/url',
  ],
  [
    'option text',
    [actions({ type: 'overflow', options: [option(1, 'x'.repeat(75))] })],
    [actions({ type: 'overflow', options: [option(1, 'x'.repeat(76))] })],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    [actions({ type: 'overflow', options: [option(1, 'x', 'x'.repeat(150))] })],
    [actions({ type: 'overflow', options: [option(1, 'x', 'x'.repeat(151))] })],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'action_id',
    [actions(button({ action_id: 'x'.repeat(255) }))],
    [actions(button({ action_id: 'x'.repeat(256) }))],
    '/blocks/0/elements/0/action_id',
  ],
  [
    'block_id',
    [{ type: 'divider', block_id: 'x'.repeat(255) }],
    [{ type: 'divider', block_id: 'x'.repeat(256) }],
    '/blocks/0/block_id',
  ],
  [
    'confirm title',
    [actions(button({ confirm: confirm({ title: plain(100) }) }))],
    [actions(button({ confirm: confirm({ title: plain(101) }) }))],
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    [actions(button({ confirm: confirm({ text: plain(300) }) }))],
    [actions(button({ confirm: confirm({ text: plain(301) }) }))],
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'confirm buttons',
    [actions(button({ confirm: confirm({ deny: plain(30) }) }))],
    [actions(button({ confirm: confirm({ deny: plain(31) }) }))],
    '/blocks/0/elements/0/confirm/deny/text',
  ],
  [
    'placeholder',
    [actions({ type: 'users_select', placeholder: plain(150) })],
    [actions({ type: 'users_select', placeholder: plain(151) })],
    '/blocks/0/elements/0/placeholder/text',
  ],
];

const input = (element: object, extra: object = {}) => ({
  type: 'input',
  label: plain(3),
  element,
  ...extra,
});
const modal = (extra: object = {}) => ({
  type: 'modal',
  title: plain(3),
  submit: plain(3),
  blocks: [{ type: 'divider' }],
  ...extra,
});
const inModals: Array<[string, object, object, string]> = [
  [
    'blocks',
    modal({ blocks: many(100, () => ({ type: 'divider' })) }),
    modal({ blocks: many(101, () => ({ type: 'divider' })) }),
    '/view/blocks',
  ],
  ['title', modal({ title: plain(24) }), modal({ title: plain(25) }), '/view/title/text'],
  ['submit', modal({ submit: plain(24) }), modal({ submit: plain(25) }), '/view/submit/text'],
  ['close', modal({ close: plain(24) }), modal({ close: plain(25) }), '/view/close/text'],
  [
    'private metadata',
    modal({ private_metadata: 'x'.repeat(3000) }),
    modal({ private_metadata: 'x'.repeat(3001) }),
    '/view/private_metadata',
  ],
  [
    'callback_id',
    modal({ callback_id: 'x'.repeat(255) }),
    modal({ callback_id: 'x'.repeat(256) }),
    '/view/callback_id',
  ],
  [
    'initial text',
    modal({ blocks: [input({ type: 'plain_text_input', initial_value: 'x'.repeat(3000) })] }),
    modal({ blocks: [input({ type: 'plain_text_input', initial_value: 'x'.repeat(3001) })] }),
    '/view/blocks/0/element/initial_value',
  ],
];

let slack: Asking;
beforeAll(async () => {
  slack = await startAlone();
});
afterAll(() => slack.sandbox.stop());
const validate = async (args: object) => (await slack.call('blocks.validate', args)).body;

describe('limits of messages', () => {
  it.each(inMessages)(
    '%s: the most fits, one more is refused with its place',
    async (_what, most, tooMuch, pointer) => {
      expect(await validate({ blocks: most })).toEqual({ ok: true });
      const refused = await validate({ blocks: tooMuch });
      expect(refused).toMatchObject({ ok: false, error: 'invalid_blocks' });
      expect(JSON.stringify(refused['response_metadata'])).toContain(`[json-pointer:${pointer}]`);
    },
  );

  it('refuses more text than a message holds, though every block is within its own limit', async () => {
    const blocks = many(5, () => section({ text: mrkdwn(2700) }));
    expect((await slack.call('chat.postMessage', { channel: 'C2', text: 't', blocks })).body).toEqual({
      ok: false,
      error: 'msg_blocks_too_long',
    });
    expect(
      (await slack.call('chat.postMessage', { channel: 'C2', text: 't', blocks: blocks.slice(1) })).body,
    ).toMatchObject({ ok: true });
  });

  it('cuts a posted text at 40,000 characters and refuses it in an update', async () => {
    const { body } = await slack.call('chat.postMessage', { channel: 'C2', text: 'x'.repeat(40_001) });
    expect(body).toMatchObject({ ok: true, message: { text: 'x'.repeat(40_000) } });
    const updated = await slack.call('chat.update', {
      channel: 'C2',
      ts: body['ts'],
      text: 'x'.repeat(40_001),
    });
    expect(updated.body).toEqual({ ok: false, error: 'msg_too_long' });
  });
});

describe('what blocks may be', () => {
  it.each<[string, object[], string]>([
    [
      'a block that does not exist',
      [{ type: 'sparkle' }],
      'unsupported type: sparkle [json-pointer:/blocks/0/type]',
    ],
    ['an alert outside modals', [{ type: 'alert', text: plain(1) }], 'unsupported type: alert'],
    [
      'a property that Slack does not know',
      [{ type: 'divider', color: 'red' }],
      'invalid additional property: color',
    ],
    ['a missing text', [{ type: 'header' }], 'missing required field: text [json-pointer:/blocks/0]'],
    ['an empty text', [{ type: 'header', text: plain(0) }], 'must be more than 0 characters'],
    ['mrkdwn in a header', [{ type: 'header', text: mrkdwn(3) }], 'unsupported type: mrkdwn'],
    ['an empty section', [{ type: 'section' }], 'missing required field: text or fields'],
    [
      'an input in an actions block',
      [actions({ type: 'plain_text_input' })],
      'unsupported type: plain_text_input',
    ],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'x' },
        { type: 'divider', block_id: 'x' },
      ],
      '[json-pointer:/blocks/1/block_id]',
    ],
    [
      'an action_id twice in a block',
      [actions(button(), button())],
      '[json-pointer:/blocks/0/elements/1/action_id]',
    ],
    ['rows of different widths', [{ type: 'table', rows: [row(2), row(3)] }], 'same number of cells'],
    [
      'a choice that is no option',
      [actions({ type: 'radio_buttons', options: [option(1)], initial_option: option(2) })],
      'initial option',
    ],
    ['no elements', [{ type: 'actions', elements: [] }], 'no fewer than 1 items allowed'],
  ])('refuses %s', async (_what, blocks, words) => {
    const { body } = await slack.call('chat.postMessage', { channel: 'C2', text: 't', blocks });
    expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(JSON.stringify(body['response_metadata'])).toContain(words);
  });

  it('says every problem at once', async () => {
    const body = await validate({ blocks: [{ type: 'header', text: plain(151) }, { type: 'sparkle' }] });
    expect(body['errors']).toHaveLength(2);
  });

  it('tells broken JSON from blocks that break the rules', async () => {
    expect(
      (await slack.call('chat.postMessage', { channel: 'C2', text: 't', blocks: '[{' })).body['error'],
    ).toBe('invalid_blocks_format');
    expect((await slack.call('chat.postMessage', { channel: 'C2' })).body['error']).toBe('no_text');
  });
});

describe('limits of modals and Home tabs', () => {
  it.each(inModals)(
    '%s: the most fits, one more is refused with its place',
    async (_what, most, tooMuch, pointer) => {
      expect(await validate({ view: most })).toEqual({ ok: true });
      expect(JSON.stringify(await validate({ view: tooMuch }))).toContain(`[json-pointer:${pointer}]`);
    },
  );

  it.each<[string, object, string]>([
    [
      'inputs without a submit button',
      { ...modal({ blocks: [input({ type: 'plain_text_input' })] }), submit: undefined },
      'submit',
    ],
    [
      'two elements that want the focus',
      modal({
        blocks: [
          input({ type: 'plain_text_input', focus_on_load: true }),
          input({ type: 'plain_text_input', focus_on_load: true }),
        ],
      }),
      'focus_on_load',
    ],
    ['a table in a modal', modal({ blocks: [{ type: 'table', rows: [row(1)] }] }), 'unsupported type: table'],
    [
      'a title on a Home tab',
      { type: 'home', blocks: [], title: plain(3) },
      'invalid additional property: title',
    ],
  ])('refuses %s', async (_what, view, words) => {
    expect(JSON.stringify(await validate({ view }))).toContain(words);
  });

  it('takes an alert in a modal', async () => {
    expect(
      await validate({ view: modal({ blocks: [{ type: 'alert', text: plain(3), level: 'warning' }] }) }),
    ).toEqual({ ok: true });
  });
});
