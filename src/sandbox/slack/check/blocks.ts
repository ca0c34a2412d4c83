/** Blocks. https://docs.slack.dev/reference/block-kit/blocks */
import { arrayOf, isObject } from '../arguments.ts';
import { limits } from '../limits.ts';
import { dataVisualization } from './chart.ts';
import { elementsIn, image, imageFields } from './elements.ts';
import type { Checking, Rule } from './rules.ts';
import {
  all,
  also,
  anything,
  byType,
  fields,
  finite,
  flag,
  list,
  oneOf,
  report,
  string,
  whole,
} from './rules.ts';
import * as texts from './texts.ts';

const { anyText, id, plainText } = texts;

const block = (type: string, required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  fields({ type: oneOf(type), ...required }, { block_id: id, ...optional });

/** An action_id names one element of its block. */
const uniqueActions: Rule = also((value, at, checking) => {
  const seen = new Set<unknown>();
  for (const [index, one] of arrayOf(value['elements']).entries()) {
    const action = isObject(one) ? one['action_id'] : undefined;
    if (action !== undefined && seen.has(action))
      report(checking, `${at}/elements/${index}/action_id`, '`action_id` must be unique in its block');
    seen.add(action);
  }
});

const sectionHasText: Rule = also((value, at, checking) => {
  if (value['text'] === undefined && value['fields'] === undefined)
    report(checking, at, 'missing required field: text or fields');
});

const markdown: Rule = (value, at, checking) => {
  string(limits.markdownTotal, 1)(value, at, checking);
  if (typeof value !== 'string') return;
  checking.markdownCharacters += value.length;
  checking.textCharacters += value.length;
  if (checking.markdownCharacters > limits.markdownTotal && value.length <= limits.markdownTotal) {
    report(
      checking,
      at,
      `must be less than ${limits.markdownTotal + 1} characters in all markdown blocks together`,
    );
  }
};

const richTextPart = fields(
  {
    type: oneOf('rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'),
    elements: list(anything, 1_000, 0),
  },
  {
    style: anything,
    indent: whole(0, 8),
    offset: whole(0, 10_000),
    border: whole(0, 1),
    language: string(50),
  },
);
const richTextLength: Rule = also((value, _at, checking) => {
  checking.textCharacters += textLength(value['elements']);
});
const textLength = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textLength(one), 0);
  if (!isObject(value)) return 0;
  return (typeof value['text'] === 'string' ? value['text'].length : 0) + textLength(value['elements']);
};
const richText: Rule = all(block('rich_text', { elements: list(richTextPart, 1_000, 0) }), richTextLength);

const counted = (value: unknown, at: string, checking: Checking): void => {
  if (typeof value === 'string') checking.textCharacters += value.length;
  string(limits.sectionText)(value, at, checking);
};
const cell = byType({
  raw_text: fields({ type: oneOf('raw_text'), text: counted }),
  raw_number: fields({ type: oneOf('raw_number'), value: finite }, { text: counted }),
  rich_text: richText,
});
const sameWidth: Rule = also((value, at, checking) => {
  const rows = arrayOf(value['rows']);
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : 0)));
  if (widths.size > 1) report(checking, `${at}/rows`, 'every row must have the same number of cells');
});

const inElements = (place: Parameters<typeof elementsIn>[0], max: number): Rule =>
  list(byType(elementsIn(place)), max);
const accessory = byType({ ...elementsIn('section'), image });
const card = block(
  'card',
  {},
  {
    hero_image: image,
    icon: image,
    title: anyText(limits.headerText),
    subtitle: anyText(limits.headerText),
    body: anyText(limits.sectionText),
    actions: list(byType(elementsIn('section')), limits.actionsElements),
  },
);

type Surface = Checking['surface'];
const everywhere: readonly Surface[] = ['message', 'modal', 'home'];
const messages: readonly Surface[] = ['message'];

/** A block's rule, where it may stand, and how many of it fit. */
const blocks: Readonly<Record<string, { on: readonly Surface[]; rule: Rule; most?: number }>> = {
  actions: {
    on: everywhere,
    rule: all(block('actions', { elements: inElements('actions', limits.actionsElements) }), uniqueActions),
  },
  alert: {
    on: ['modal'],
    rule: block(
      'alert',
      { text: anyText(limits.alertText) },
      { level: oneOf('default', 'info', 'warning', 'error', 'success') },
    ),
  },
  card: { on: messages, rule: card },
  carousel: { on: messages, rule: block('carousel', { elements: list(card, limits.carouselCards) }) },
  container: {
    on: messages,
    rule: block(
      'container',
      { child_blocks: (value, at, checking) => childBlocks(value, at, checking) },
      {
        title: plainText(limits.headerText),
        rich_text_title: richText,
        subtitle: anyText(limits.headerText),
        width: oneOf('narrow', 'standard', 'wide', 'full'),
        icon: image,
        is_collapsible: flag,
        default_collapsed: flag,
        has_header_divider: flag,
      },
    ),
  },
  context: {
    on: everywhere,
    rule: block('context', {
      elements: list((value, at, checking) => contextElement(value, at, checking), limits.contextElements),
    }),
  },
  context_actions: {
    on: messages,
    rule: all(
      block('context_actions', { elements: inElements('context_actions', limits.contextActionsElements) }),
      uniqueActions,
    ),
  },
  data_table: {
    on: messages,
    most: limits.tablesInMessage,
    rule: all(
      block(
        'data_table',
        { rows: list(list(cell, limits.tableColumns), limits.dataTableRows, 2), caption: counted },
        {
          page_size: whole(1, limits.dataTablePage),
          row_header_column_index: whole(0, limits.tableColumns - 1),
        },
      ),
      sameWidth,
    ),
  },
  data_visualization: { on: messages, most: limits.chartsInMessage, rule: dataVisualization(block) },
  divider: { on: everywhere, rule: block('divider', {}) },
  header: { on: everywhere, rule: block('header', { text: plainText(limits.headerText) }) },
  image: {
    on: everywhere,
    rule: all(
      block(
        'image',
        { alt_text: string(limits.imageAlt) },
        { title: plainText(limits.imageTitle), ...imageFields.source },
      ),
      imageFields.imageSource,
    ),
  },
  input: {
    on: everywhere,
    rule: block(
      'input',
      { label: plainText(limits.inputLabel), element: byType(elementsIn('input')) },
      {
        hint: plainText(limits.inputHint),
        optional: flag,
        dispatch_action: flag,
      },
    ),
  },
  markdown: { on: messages, rule: block('markdown', { text: markdown }) },
  plan: {
    on: messages,
    rule: block('plan', { title: counted }, { tasks: list(anything, limits.blocksInMessage, 0) }),
  },
  rich_text: { on: everywhere, rule: richText },
  section: {
    on: everywhere,
    rule: all(
      block(
        'section',
        {},
        {
          text: anyText(limits.sectionText),
          fields: list(anyText(limits.sectionField), limits.sectionFields),
          accessory,
          expand: flag,
        },
      ),
      sectionHasText,
    ),
  },
  table: {
    on: messages,
    most: limits.tablesInMessage,
    rule: all(
      block(
        'table',
        { rows: list(list(cell, limits.tableColumns), limits.tableRows) },
        {
          column_settings: list(
            fields({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag }),
            limits.tableColumns,
            0,
          ),
        },
      ),
      sameWidth,
    ),
  },
  task_card: {
    on: messages,
    rule: block(
      'task_card',
      { task_id: id, title: counted, status: oneOf('pending', 'in_progress', 'complete', 'error') },
      {
        details: richText,
        output: richText,
        sources: list(anything, 20, 0),
      },
    ),
  },
  video: {
    on: everywhere,
    rule: block(
      'video',
      {
        video_url: texts.url(3_000),
        thumbnail_url: texts.url(3_000),
        alt_text: string(limits.imageAlt),
        title: plainText(199),
      },
      {
        title_url: texts.url(3_000),
        author_name: string(49),
        provider_name: string(49),
        provider_icon_url: texts.url(3_000),
        description: plainText(199),
      },
    ),
  },
};

const contextElement = byType({
  image,
  plain_text: anyText(limits.contextText),
  mrkdwn: anyText(limits.contextText),
});

const oneBlock: Rule = (value, at, checking) => {
  if (!isObject(value)) return report(checking, at, 'must be an object');
  const type = String(value['type']);
  const known = Object.hasOwn(blocks, type) ? blocks[type] : undefined;
  if (known === undefined || !known.on.includes(checking.surface)) {
    return report(checking, `${at}/type`, `unsupported type: ${type}`);
  }
  const count = (checking.counts[type] ?? 0) + 1;
  checking.counts[type] = count;
  if (known.most !== undefined && count > known.most) {
    report(
      checking,
      at,
      `no more than ${known.most} ${type} ${known.most === 1 ? 'block' : 'blocks'} allowed`,
    );
  }
  const blockId = value['block_id'];
  if (typeof blockId === 'string') {
    if (checking.blockIds.has(blockId))
      report(checking, `${at}/block_id`, `\`block_id\` must be unique: ${blockId}`);
    checking.blockIds.add(blockId);
  }
  known.rule(value, at, checking);
};

const inContainer = new Set([
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
]);
const childBlocks: Rule = list((value, at, checking) => {
  if (isObject(value) && !inContainer.has(String(value['type']))) {
    return report(checking, `${at}/type`, `unsupported type: ${String(value['type'])}`);
  }
  oneBlock(value, at, checking);
}, limits.blocksInMessage);

/** All blocks of a payload, with what is counted over all of them. */
export const blockList = (max: number, min: number): Rule => list(oneBlock, max, min);
