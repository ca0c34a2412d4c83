/** Modals and a Home for the page's tests. */
import { button, type Json, mrkdwn, plain } from './page-pieces.ts';

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
    dispatch_action: true,
    element: {
      type: 'number_input',
      action_id: 'n',
      is_decimal_allowed: true,
      initial_value: '1840.5',
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
    },
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
