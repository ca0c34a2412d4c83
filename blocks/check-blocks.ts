import type { KnownBlock } from '@slack/types';
import { record } from './form-state.ts';
import { LIMITS } from './limits.ts';
import type { Modal } from './pieces.ts';

/**
 * Everything in a message's blocks that Slack would refuse, as `path: what`; empty when nothing. Limits only: types
 * take care of the shapes.
 */
export const checkBlocks = (blocks: KnownBlock[], surface: 'message' | 'modal' = 'message'): string[] => {
  const most = surface === 'message' ? LIMITS.blocksPerMessage : LIMITS.blocksPerView;
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  return [
    ...(blocks.length > most ? [`blocks: ${blocks.length}, at most ${most}`] : []),
    ...(surface === 'message' ? tooLong('blocks', JSON.stringify(blocks), LIMITS.messageBlocks) : []),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `block_id ${id}: twice`),
    ...blocks.flatMap((block, index) => [
      ...checkBlock(block, `blocks[${index}]`),
      ...(surface === 'message' && block.type === 'input' ? [`blocks[${index}]: inputs are for modals`] : []),
    ]),
  ];
};

/** The same for a modal. */
export const checkModal = (view: Modal): string[] => [
  ...checkBlocks(view.blocks, 'modal'),
  ...sized('title', view.title.text, LIMITS.modalTitle),
  ...(view.submit === undefined ? [] : sized('submit', view.submit.text, LIMITS.modalButton)),
  ...(view.close === undefined ? [] : sized('close', view.close.text, LIMITS.modalButton)),
  ...tooLong('callback_id', view.callback_id ?? '', LIMITS.callbackId),
  ...tooLong('private_metadata', view.private_metadata ?? '', LIMITS.privateMetadata),
  ...(new TextEncoder().encode(JSON.stringify(view)).length > LIMITS.viewBytes ? ['view: over 250 KB'] : []),
  ...(view.blocks.some(({ type }) => type === 'input') && view.submit === undefined
    ? ['submit: needed for inputs']
    : []),
];

const tooLong = (path: string, text: string, most: number): string[] =>
  text.length > most ? [`${path}: ${text.length} characters, at most ${most}`] : [];

const sized = (path: string, text: string, most: number): string[] =>
  text.length === 0 ? [`${path}: empty`] : tooLong(path, text, most);

const tooMany = (path: string, n: number, most: number, least = 1): string[] =>
  n > most || n < least ? [`${path}: ${n}, from ${least} to ${most}`] : [];

const checkBlock = (block: KnownBlock, path: string): string[] => {
  const id = tooLong(`${path}.block_id`, block.block_id ?? '', LIMITS.blockId);
  switch (block.type) {
    case 'header':
      return [...id, ...sized(`${path}.text`, block.text.text, LIMITS.headerText)];
    case 'section':
      return [
        ...id,
        ...(block.text === undefined ? [] : sized(`${path}.text`, block.text.text, LIMITS.sectionText)),
        ...(block.fields === undefined
          ? []
          : tooMany(`${path}.fields`, block.fields.length, LIMITS.sectionFields)),
        ...(block.fields ?? []).flatMap(({ text }, index) =>
          sized(`${path}.fields[${index}]`, text, LIMITS.fieldText),
        ),
        ...(block.text === undefined && block.fields === undefined
          ? [`${path}: neither text nor fields`]
          : []),
        ...(block.accessory === undefined ? [] : checkElement(block.accessory, `${path}.accessory`)),
      ];
    case 'context':
      return [
        ...id,
        ...tooMany(`${path}.elements`, block.elements.length, LIMITS.contextElements),
        ...block.elements.flatMap((element, index) =>
          'text' in element ? sized(`${path}.elements[${index}]`, element.text, LIMITS.sectionText) : [],
        ),
      ];
    case 'actions':
      return [
        ...id,
        ...tooMany(`${path}.elements`, block.elements.length, LIMITS.actionsElements),
        ...repeated(
          `${path}.elements`,
          block.elements.map(({ action_id }) => action_id),
        ),
        ...block.elements.flatMap((element, index) => checkElement(element, `${path}.elements[${index}]`)),
      ];
    case 'input':
      return [
        ...id,
        ...sized(`${path}.label`, block.label.text, LIMITS.inputLabel),
        ...(block.hint === undefined ? [] : sized(`${path}.hint`, block.hint.text, LIMITS.inputHint)),
        ...checkElement(block.element, `${path}.element`),
      ];
    case 'rich_text':
      return [
        ...id,
        ...tooLong(path, textOf(block.elements), LIMITS.richText),
        ...(textOf(block.elements) === '' ? [`${path}: empty`] : []),
      ];
    default:
      return [`${path}: ${block.type} is not a block that we draw`];
  }
};

const repeated = (path: string, ids: (string | undefined)[]): string[] =>
  ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}: action_id ${id} twice`);

const textOf = (elements: unknown): string => {
  if (Array.isArray(elements)) return elements.map(textOf).join('');
  const { text, url, elements: inner } = record(elements);
  return `${written(text ?? url)}${inner === undefined ? '' : textOf(inner)}`;
};

/** Where the text of an object's field is, whatever its type. */
const wording = (value: unknown): string => written(record(value).text);

const written = (value: unknown): string => (typeof value === 'string' ? value : '');

const OPTION_LIMITS: Record<string, number> = {
  overflow: LIMITS.overflowOptions,
  radio_buttons: LIMITS.choiceOptions,
  checkboxes: LIMITS.choiceOptions,
  static_select: LIMITS.selectOptions,
  multi_static_select: LIMITS.selectOptions,
};

const checkElement = (it: unknown, path: string): string[] => {
  const element = record(it);
  const type = written(element.type);
  const options: unknown[] = Array.isArray(element.options) ? element.options : [];
  const groups: unknown[] | undefined = Array.isArray(element.option_groups)
    ? element.option_groups
    : undefined;
  const most = OPTION_LIMITS[type];
  return [
    ...tooLong(`${path}.action_id`, written(element.action_id), LIMITS.actionId),
    ...(type === 'button' ? sized(`${path}.text`, wording(element.text), LIMITS.buttonText) : []),
    ...tooLong(`${path}.value`, written(element.value), LIMITS.buttonValue),
    ...tooLong(
      `${path}.accessibility_label`,
      written(element.accessibility_label),
      LIMITS.accessibilityLabel,
    ),
    ...tooLong(`${path}.initial_value`, written(element.initial_value), LIMITS.inputValue),
    ...(element.confirm === undefined ? [] : checkConfirm(record(element.confirm), `${path}.confirm`)),
    ...tooLong(`${path}.placeholder`, wording(element.placeholder), LIMITS.placeholder),
    ...(groups === undefined ? [] : checkGroups(groups, `${path}.option_groups`)),
    ...(most === undefined || groups !== undefined
      ? []
      : tooMany(
          `${path}.options`,
          options.length,
          most,
          type === 'overflow' ? LIMITS.overflowOptionsLeast : 1,
        )),
    ...checkOptions(options, `${path}.options`),
  ];
};

const checkOptions = (options: unknown[], path: string): string[] =>
  options
    .map(record)
    .flatMap((option, index) => [
      ...sized(`${path}[${index}].text`, wording(option.text), LIMITS.optionText),
      ...sized(`${path}[${index}].value`, written(option.value), LIMITS.optionValue),
    ]);

const checkGroups = (groups: unknown[], path: string): string[] => [
  ...tooMany(path, groups.length, LIMITS.optionGroups),
  ...groups.map(record).flatMap(({ label, options }, index) => {
    const held: unknown[] = Array.isArray(options) ? options : [];
    const at = `${path}[${index}]`;
    return [
      ...sized(`${at}.label`, wording(label), LIMITS.optionText),
      ...tooMany(`${at}.options`, held.length, LIMITS.selectOptions),
      ...checkOptions(held, `${at}.options`),
    ];
  }),
];

const checkConfirm = (confirm: Record<string, unknown>, path: string): string[] => [
  ...sized(`${path}.title`, wording(confirm.title), LIMITS.confirmTitle),
  ...sized(`${path}.text`, wording(confirm.text), LIMITS.confirmText),
  ...sized(`${path}.confirm`, wording(confirm.confirm), LIMITS.confirmButton),
  ...sized(`${path}.deny`, wording(confirm.deny), LIMITS.confirmButton),
];
