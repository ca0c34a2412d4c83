/** Interactive elements. https://docs.slack.dev/reference/block-kit/block-elements */
import { limits } from '../limits.ts';
import type { Rule } from './rules.ts';
import { all, also, anything, fields, flag, list, matching, oneOf, report, string, whole } from './rules.ts';
import * as texts from './texts.ts';

const { confirm, id, optionGroups, overflowOption, plainOption, plainText, richOption, choicesAgree } = texts;
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-01-31');
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 14:30');
const placeholder = plainText(limits.placeholder);
const initial = string(limits.inputText);
const dispatch = fields({ trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) });

const element = (type: string, required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  fields({ type: oneOf(type), ...required }, { action_id: id, ...optional });
const chosen = { confirm, focus_on_load: flag };
const picker = { ...chosen, placeholder };
const typed = { placeholder, focus_on_load: flag, dispatch_action_config: dispatch };
const several = { ...picker, max_selected_items: whole(1, 1_000) };
const filter = fields(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
);

const hasChoices: Rule = also((value, at, checking) => {
  const both = [value['options'], value['option_groups']].filter((one) => one !== undefined && one !== null);
  if (both.length !== 1) report(checking, at, 'exactly one of options, option_groups is required');
});
const staticChoices = { options: list(plainOption, limits.selectOptions), option_groups: optionGroups };

const buttonRequired = { text: plainText(limits.buttonText) };
const buttonOptional = {
  value: string(limits.buttonValue),
  url: texts.url(limits.buttonUrl),
  style: oneOf('primary', 'danger'),
  confirm,
  accessibility_label: string(limits.accessibilityLabel),
};
const feedback = fields(
  { text: plainText(limits.buttonText), value: string(limits.buttonValue) },
  { accessibility_label: string(limits.accessibilityLabel) },
);
const imageSource: Rule = also((value, at, checking) => {
  const sources = [value['image_url'], value['slack_file']].filter(
    (one) => one !== undefined && one !== null,
  );
  if (sources.length !== 1) report(checking, at, 'exactly one of image_url, slack_file is required');
});
const source = {
  image_url: texts.url(limits.imageUrl),
  slack_file: fields({}, { id: string(limits.id), url: texts.url(limits.imageUrl) }),
};

export const image: Rule = all(
  fields({ type: oneOf('image'), alt_text: string(limits.imageAlt) }, source),
  imageSource,
);
export const imageFields = { source, imageSource };

const lengths: Rule = also((value, at, checking) => {
  if (Number(value['min_length'] ?? 0) > Number(value['max_length'] ?? limits.inputText)) {
    report(checking, at, 'min_length must be less than or equal to max_length');
  }
});

/** Each element's rule by its type. */
const elements = {
  button: element('button', buttonRequired, buttonOptional),
  workflow_button: element('workflow_button', { ...buttonRequired, workflow: anything }, buttonOptional),
  icon_button: element(
    'icon_button',
    { icon: oneOf('trash'), text: plainText(limits.buttonText) },
    {
      value: string(limits.buttonValue),
      confirm,
      accessibility_label: string(limits.accessibilityLabel),
      visible_to_user_ids: list(string(limits.id), 100),
    },
  ),
  feedback_buttons: element('feedback_buttons', { positive_button: feedback, negative_button: feedback }),
  overflow: element('overflow', { options: list(overflowOption, limits.overflowOptions) }, { confirm }),
  checkboxes: all(
    element(
      'checkboxes',
      { options: list(richOption, limits.checkboxOptions) },
      { ...chosen, initial_options: list(richOption, limits.checkboxOptions) },
    ),
    choicesAgree,
  ),
  radio_buttons: all(
    element(
      'radio_buttons',
      { options: list(richOption, limits.radioOptions) },
      { ...chosen, initial_option: richOption },
    ),
    choicesAgree,
  ),
  static_select: all(
    element('static_select', {}, { ...picker, ...staticChoices, initial_option: plainOption }),
    hasChoices,
    choicesAgree,
  ),
  multi_static_select: all(
    element(
      'multi_static_select',
      {},
      { ...several, ...staticChoices, initial_options: list(plainOption, limits.selectOptions) },
    ),
    hasChoices,
    choicesAgree,
  ),
  external_select: element(
    'external_select',
    {},
    { ...picker, initial_option: plainOption, min_query_length: whole(0, 255) },
  ),
  multi_external_select: element(
    'multi_external_select',
    {},
    {
      ...several,
      initial_options: list(plainOption, limits.selectOptions),
      min_query_length: whole(0, 255),
    },
  ),
  users_select: element('users_select', {}, { ...picker, initial_user: id }),
  multi_users_select: element('multi_users_select', {}, { ...several, initial_users: list(id, 100) }),
  conversations_select: element(
    'conversations_select',
    {},
    {
      ...picker,
      initial_conversation: id,
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter,
    },
  ),
  multi_conversations_select: element(
    'multi_conversations_select',
    {},
    {
      ...several,
      initial_conversations: list(id, 100),
      default_to_current_conversation: flag,
      filter,
    },
  ),
  channels_select: element(
    'channels_select',
    {},
    { ...picker, initial_channel: id, response_url_enabled: flag },
  ),
  multi_channels_select: element(
    'multi_channels_select',
    {},
    { ...several, initial_channels: list(id, 100) },
  ),
  datepicker: element('datepicker', {}, { ...picker, initial_date: date }),
  timepicker: element('timepicker', {}, { ...picker, initial_time: time, timezone: string(limits.id) }),
  datetimepicker: element(
    'datetimepicker',
    {},
    { ...chosen, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  ),
  plain_text_input: all(
    element(
      'plain_text_input',
      {},
      {
        ...typed,
        initial_value: initial,
        multiline: flag,
        min_length: whole(0, limits.inputText),
        max_length: whole(1, limits.inputText),
      },
    ),
    lengths,
  ),
  email_text_input: element('email_text_input', {}, { ...typed, initial_value: initial }),
  url_text_input: element('url_text_input', {}, { ...typed, initial_value: initial }),
  number_input: element(
    'number_input',
    { is_decimal_allowed: flag },
    {
      ...typed,
      initial_value: string(limits.id),
      min_value: string(limits.id),
      max_value: string(limits.id),
    },
  ),
  rich_text_input: element(
    'rich_text_input',
    {},
    { ...typed, initial_value: anything, min_lines: whole(1, 100), max_lines: whole(1, 100) },
  ),
  file_input: element('file_input', {}, { filetypes: list(string(50), 100), max_files: whole(1, 10) }),
} as const satisfies Record<string, Rule>;

export type ElementType = keyof typeof elements;

const choosers = [
  'checkboxes',
  'radio_buttons',
  'static_select',
  'multi_static_select',
  'external_select',
  'multi_external_select',
  'users_select',
  'multi_users_select',
  'conversations_select',
  'multi_conversations_select',
  'channels_select',
  'multi_channels_select',
  'datepicker',
  'timepicker',
] as const satisfies readonly ElementType[];

/** Which elements stand where. https://docs.slack.dev/reference/block-kit/blocks */
export const places = {
  actions: ['button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input', ...choosers],
  section: ['button', 'workflow_button', 'overflow', ...choosers],
  input: [
    'plain_text_input',
    'email_text_input',
    'url_text_input',
    'number_input',
    'rich_text_input',
    'file_input',
    'datetimepicker',
    ...choosers,
  ],
  context_actions: ['feedback_buttons', 'icon_button'],
} as const satisfies Record<string, readonly ElementType[]>;

export const elementsIn = (place: keyof typeof places): Record<string, Rule> =>
  Object.fromEntries(places[place].map((type) => [type, elements[type]]));
