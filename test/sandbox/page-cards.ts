/** Cards and modals for the page's tests, as long and as short as real ones. */
type Json = Record<string, unknown>;

const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const plain = (text: string): Json => ({ type: 'plain_text', text, emoji: true });
const button = (action_id: string, text: string, more: Json = {}): Json => ({
  type: 'button',
  action_id,
  text: plain(text),
  value: action_id,
  ...more,
});

const more = {
  type: 'overflow',
  action_id: 'more',
  options: ['Reassign', 'Escalate', 'Snooze', 'Full context', 'Tag'].map((text) => ({
    text: plain(text),
    value: text.toLowerCase().replace(' ', '_'),
  })),
};

/** The context card of an expense report. `due` is in seconds since 1970. */
export const expenseCard = (due: number): Json[] => [
  { type: 'header', text: plain('Expense report EXP-10422: Berlin offsite') },
  {
    type: 'context',
    elements: [
      mrkdwn(
        `Review · medium consequence · \`expense.report\` from expense-bot · due <!date^${due}^{date_short_pretty} {time}|17:00> · opened by nobody`,
      ),
    ],
  },
  {
    type: 'section',
    text: mrkdwn('*Approve this expense report of 1,840.50 EUR by Dana Ruiz?*'),
    fields: [
      mrkdwn('*Amount*\n1,840.50 EUR'),
      mrkdwn('*Category*\nTravel'),
      mrkdwn('*Receipts*\n11'),
      mrkdwn('*Employee for*\n45 days (new)'),
    ],
  },
  {
    type: 'section',
    text: mrkdwn(
      '*The AI: approve*, its own score 83 %. Matches policy 4.2; receipts complete\nOf 212 checked cases scored 78–88 %, it was right in 157 (68–79 %)\n_Second choice:_ reject, own score 14 %. Hotel above the city cap by 6 %',
    ),
  },
  {
    type: 'section',
    text: mrkdwn(
      '*Why you are seeing this*\n• Rules and model disagree: rules say reject\n• New employee: limit is 500 EUR in the first 90 days',
    ),
  },
  {
    type: 'context',
    elements: [
      mrkdwn(
        'Before: last 5 by Dana: 4 approved, 1 modified. Nearest 3 cases: 2 approved, 1 rejected (receipt missing)\nPolicy: <https://example.com/policy#4.2|Expense policy 4.2>, “Hotel cap 180 EUR a night”',
      ),
    ],
  },
  {
    type: 'actions',
    block_id: 'verdict',
    elements: [
      button('verdict_approve', 'Approve', { style: 'primary' }),
      button('verdict_reject', 'Reject', { style: 'danger' }),
      button('modify', 'Modify'),
      button('request_info', 'Request info'),
      more,
    ],
  },
];

/** A settled card: short, no verdict buttons. */
export const settledCard = (by: string): Json[] => [
  {
    type: 'section',
    text: mrkdwn(
      `:white_check_mark: *Approved with changes* by <@${by}>, form open 40 s · overrides the AI (approve)\nAmount ~1,840.50~ → *1,760.00 EUR*\n>Over policy cap. Hotel capped at 180 a night`,
    ),
    accessory: button('undo', 'Undo', {
      confirm: {
        title: plain('Undo this verdict?'),
        text: mrkdwn('The card opens again for *everybody*.'),
        confirm: plain('Undo the verdict'),
        deny: plain('Keep it'),
      },
    }),
  },
  { type: 'context', elements: [mrkdwn('EXP-10422 · answered to expense-bot · undo until 14:02:31')] },
];

/** One block of every other kind, an unknown one among them. */
export const gallery = (person: string, channel: string, due: number): Json[] => [
  { type: 'header', text: plain('Every block') },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'A mail from ' },
          { type: 'text', text: 'billing@payrnents.example', style: { code: true } },
          { type: 'text', text: ' to ' },
          { type: 'user', user_id: person },
          { type: 'text', text: ', held by ' },
          { type: 'text', text: 'naive Bayes', style: { bold: true, italic: true } },
          { type: 'text', text: ' in ' },
          { type: 'channel', channel_id: channel },
          { type: 'text', text: ' ' },
          { type: 'emoji', name: 'warning' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 0,
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'Evidence words: urgent, verify, account' }],
          },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 1,
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'urgent: 0.97 spam' }] }],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: ['Release', 'Keep'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      {
        type: 'rich_text_quote',
        elements: [{ type: 'text', text: 'Dear customer,\nyour account was limited.' }],
      },
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: 'Received: from mx1.example\n  by mx2.example; <b>not bold</b>' }],
      },
    ],
  },
  {
    type: 'section',
    text: mrkdwn(
      `Escaped &lt;script&gt; &amp; co, *bold*, _italic_, ~strike~, \`code\`, snake_case_name, <!date^${due}^{ago}|soon>, <!here>, <https://example.com/a?b=1&amp;c=2|a link>\n\`\`\`{ "ok": true }\`\`\``,
    ),
  },
  { type: 'divider' },
  {
    type: 'table',
    column_settings: [{}, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Queue' },
        { type: 'raw_text', text: 'Open' },
      ],
      [
        { type: 'raw_text', text: 'finance' },
        { type: 'raw_number', value: 12, text: '12' },
      ],
      [
        { type: 'raw_text', text: 'security' },
        { type: 'raw_number', value: 4, text: '4' },
      ],
    ],
  },
  {
    type: 'markdown',
    text: '## Week 47\n1,305 executed **without review**.\n\n- one `refund`\n- two\n\n[Open proposal](https://example.com/p)',
  },
  {
    type: 'image',
    image_url: 'https://example.com/chart.png',
    alt_text: 'Override rate by type with intervals',
    title: plain('Override rate'),
  },
  {
    type: 'context',
    elements: [
      { type: 'image', image_url: 'https://example.com/i.png', alt_text: 'logo' },
      mrkdwn('From the report of week 47'),
    ],
  },
  {
    type: 'actions',
    block_id: 'inputs',
    elements: [
      {
        type: 'static_select',
        action_id: 'pick',
        placeholder: plain('Choose a queue'),
        options: ['Finance', 'Support'].map((text) => ({ text: plain(text), value: text })),
      },
      { type: 'users_select', action_id: 'who', placeholder: plain('Choose a person') },
      { type: 'datepicker', action_id: 'day', initial_date: '2025-11-28' },
      button('stop', 'Stop all', {
        style: 'danger',
        confirm: {
          title: plain('Stop this type?'),
          text: mrkdwn('Everything of `expense.report` goes to *people* from the next decision on.'),
          confirm: plain('Stop expense.report'),
          deny: plain('Leave it'),
          style: 'danger',
        },
      }),
      button('silent', 'Unanswered'),
    ],
  },
];

const option = (text: string, description?: string): Json => ({
  text: plain(text),
  value: text.toLowerCase().replaceAll(' ', '_'),
  ...(description ? { description: plain(description) } : {}),
});

/** The verdict modal, with a reason that must be chosen and one of every kind of input. */
export const verdictModal = (everything = false): Json => ({
  type: 'modal',
  callback_id: 'verdict',
  title: plain('Reject EXP-10422'),
  submit: plain('Reject 1,840.50 EUR'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section', text: mrkdwn('This *overrides the AI*, which would approve (own score 83 %).') },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: {
        type: 'radio_buttons',
        action_id: 'code',
        options: [
          option('Over policy cap', 'A limit of the policy is passed'),
          option('Receipt missing'),
          option('Duplicate'),
          option('Other'),
        ],
      },
    },
    {
      type: 'input',
      block_id: 'explain',
      label: plain('Explain'),
      hint: plain('Dana Ruiz and the finance leads read this.'),
      element: {
        type: 'plain_text_input',
        action_id: 'text',
        multiline: true,
        min_length: 5,
        max_length: 500,
        placeholder: plain('What should the AI have seen?'),
      },
    },
    {
      type: 'input',
      block_id: 'tags',
      optional: true,
      label: plain('Tags'),
      element: {
        type: 'checkboxes',
        action_id: 'tags',
        options: [option('Train on this'), option('Policy issue'), option('Teaching example')],
      },
    },
    ...(everything ? otherInputs : []),
  ],
});

const otherInputs: Json[] = [
  {
    type: 'input',
    block_id: 'amount',
    label: plain('Amount'),
    hint: plain('Between 0 and 1,840.50 EUR'),
    element: { type: 'number_input', action_id: 'n', is_decimal_allowed: true, initial_value: '1840.5' },
  },
  {
    type: 'input',
    block_id: 'people',
    optional: true,
    label: plain('Tell also'),
    element: { type: 'multi_users_select', action_id: 'u', placeholder: plain('People') },
  },
  {
    type: 'input',
    block_id: 'policy',
    optional: true,
    label: plain('Policy line'),
    element: {
      type: 'external_select',
      action_id: 'line',
      min_query_length: 1,
      placeholder: plain('Search the policy'),
    },
  },
  {
    type: 'input',
    block_id: 'by',
    optional: true,
    label: plain('Answer by'),
    element: { type: 'datetimepicker', action_id: 't' },
  },
  {
    type: 'section',
    block_id: 'queue',
    text: mrkdwn('Move it to another queue'),
    accessory: {
      type: 'static_select',
      action_id: 'queue',
      placeholder: plain('Queue'),
      options: [option('Finance'), option('Payments')],
    },
  },
  { type: 'actions', block_id: 'deeper', elements: [button('push', 'Full context')] },
];

/** The app's Home for a reviewer. */
export const home: Json[] = [
  { type: 'header', text: plain('4 wait for you, 1 due within the hour') },
  ...[
    'Expense report EXP-10422: Berlin offsite, 1,840.50 EUR',
    'Expense report EXP-10431: a very long title that goes on about a conference in Reykjavík with two hotels and a rented car',
    'Invoice INV-88 from Nordlicht Druck, 4,120.00 EUR',
  ].flatMap((title) => [
    {
      type: 'section',
      text: mrkdwn(`*${title}*\ndue today 17:00 · 12 min old · new employee`),
      accessory: button('open', 'Open'),
    },
    { type: 'divider' },
  ]),
  { type: 'context', elements: [mrkdwn('My week: 31 decided, median 2 min 10 s, errors caught 9 of 11')] },
];

/** A modal to look at only. */
export const fullContext: Json = {
  type: 'modal',
  title: plain('Full context'),
  blocks: [{ type: 'section', text: mrkdwn('*Facts*\nAmount 1,840.50 EUR\nReceipts 11') }],
};
