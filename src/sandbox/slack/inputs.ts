/** Finding interactive elements, and turning what a person chose into what Slack sends. */
import { arrayOf, isObject } from './arguments.ts';
import { optionsIn } from './check/texts.ts';
import type { Block, Element, InputValue, InputValues, Json } from './world.ts';
import { blocksIn } from './world.ts';

export type Placed = { block: Block; element: Element; isInput: boolean };

/** Every element that a person can use, with the block it stands in. */
export const elementsOf = (blocks: readonly Block[]): Placed[] =>
  blocks.flatMap((block): Placed[] => {
    const inside = [block['elements'], block['actions']].flatMap(arrayOf);
    const children = [
      block['child_blocks'],
      block.type === 'carousel' ? block['elements'] : undefined,
    ].flatMap(blocksIn);
    const single = block.type === 'input' ? block['element'] : block['accessory'];
    const own =
      block.type === 'carousel' || block.type === 'context' || block.type === 'rich_text'
        ? []
        : [...inside, single];
    return [
      ...own
        .filter((one): one is Element => isObject(one) && typeof one['action_id'] === 'string')
        .map((element) => ({ block, element, isInput: block.type === 'input' })),
      ...elementsOf(children),
    ];
  });

/** Slack's own elements have an implied action id when the app gave none; here they must be named to be used. */
export const findElement = (
  blocks: readonly Block[],
  action_id: string,
  block_id?: string,
): Placed | undefined =>
  elementsOf(blocks).find(
    ({ block, element }) =>
      element.action_id === action_id && (block_id === undefined || block.block_id === block_id),
  );

const plainOf = (option: Json): Json => {
  const { text, value } = option;
  return { text, value };
};

/** What the bot last suggested for an external select, so that a choice carries the text that was shown. */
const suggested = new WeakMap<Element, Json[]>();
export const rememberSuggested = (element: Element, offered: unknown): void => {
  suggested.set(element, optionsIn({ options: offered, option_groups: offered }));
};

/** The element's option with this value; one that is not there is made up, so that forgeries can be tried. */
const optionFor = (element: Element, value: string): Json => {
  const found = [...optionsIn(element), ...(suggested.get(element) ?? [])].find(
    (one) => one['value'] === value,
  );
  return found === undefined
    ? { text: { type: 'plain_text', text: value, emoji: true }, value }
    : plainOf(found);
};

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
const texts = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.map(textOf);
  return value === null || value === undefined || value === '' ? [] : [textOf(value)];
};
const oneText = (value: unknown): string | null => texts(value)[0] ?? null;

/** Is this value one of the element's options? Only static ones can be known. */
export const knowsOption = (element: Element, value: string): boolean =>
  optionsIn(element).length === 0 || optionsIn(element).some((one) => one['value'] === value);

const richText = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** The state entry for a chosen value: plain strings for texts, option values for choices, arrays for several. */
export const valueFor = (element: Element, value: unknown): InputValue => {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow': {
      const chosen = oneText(value);
      return { type, selected_option: chosen === null ? null : optionFor(element, chosen) };
    }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: texts(value).map((one) => optionFor(element, one)) };
    case 'users_select':
      return { type, selected_user: oneText(value) };
    case 'multi_users_select':
      return { type, selected_users: texts(value) };
    case 'conversations_select':
      return { type, selected_conversation: oneText(value) };
    case 'multi_conversations_select':
      return { type, selected_conversations: texts(value) };
    case 'channels_select':
      return { type, selected_channel: oneText(value) };
    case 'multi_channels_select':
      return { type, selected_channels: texts(value) };
    case 'datepicker':
      return { type, selected_date: oneText(value) };
    case 'timepicker':
      return { type, selected_time: oneText(value) };
    case 'datetimepicker':
      return { type, selected_date_time: oneText(value) === null ? null : Number(value) };
    case 'rich_text_input': {
      if (isObject(value)) return { type, rich_text_value: value };
      const text = oneText(value);
      return text === null ? { type } : { type, rich_text_value: richText(text) };
    }
    case 'file_input':
      return { type, files: texts(value).map((id) => ({ id })) };
    default:
      return { type, value: oneText(value) };
  }
};

const initialOf = (element: Element): unknown => {
  const options = element['initial_options'];
  const option = element['initial_option'];
  if (Array.isArray(options)) return options.map((one: Json) => one['value']);
  if (isObject(option)) return option['value'];
  const single = [
    'initial_value',
    'initial_user',
    'initial_users',
    'initial_conversation',
    'initial_conversations',
    'initial_channel',
    'initial_channels',
    'initial_date',
    'initial_time',
    'initial_date_time',
  ];
  return single.map((name) => element[name]).find((one) => one !== undefined);
};

const stateless = new Set(['button', 'overflow', 'workflow_button', 'icon_button', 'feedback_buttons']);

/** `state.values`: each input's value as it stands for one person, initial values included. */
export const stateOf = (blocks: readonly Block[], chosen: InputValues): InputValues => {
  const values: InputValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (stateless.has(element.type)) continue;
    const block_id = String(block.block_id);
    const action_id = String(element.action_id);
    const value = chosen[block_id]?.[action_id] ?? valueFor(element, initialOf(element));
    values[block_id] = { ...values[block_id], [action_id]: value };
  }
  return values;
};

/** Did the person leave this empty? */
export const isEmpty = (value: InputValue): boolean =>
  Object.entries(value).every(
    ([name, one]) =>
      name === 'type' ||
      one === null ||
      one === undefined ||
      one === '' ||
      (Array.isArray(one) && one.length === 0),
  );
