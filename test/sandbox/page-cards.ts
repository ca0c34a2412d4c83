/** Cards for the page's tests, as long and as short as real ones. */
import { button, type Json, mrkdwn, plain } from './page-pieces.ts';

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
