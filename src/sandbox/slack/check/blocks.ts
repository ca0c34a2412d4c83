/** Blocks. https://docs.slack.dev/reference/block-kit/blocks */
import { arrayOf, isObject } from '../arguments.ts';
import { limits } from '../limits.ts';
import { block, counted } from './block.ts';
import { dataVisualization } from './chart.ts';
import { elementsIn, image, imageFields } from './elements.ts';
import { markdown, richText } from './long-text.ts';
import type { Checking, Rule } from './rules.ts';
import { all, also, anything, byType, flag, list, oneOf, report, string } from './rules.ts';
import { dataTable, table } from './tables.ts';
import * as texts from './texts.ts';

const { anyText, id, plainText } = texts;

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
  data_table: { on: messages, most: limits.tablesInMessage, rule: dataTable },
  data_visualization: { on: messages, most: limits.chartsInMessage, rule: dataVisualization },
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
  table: { on: messages, most: limits.tablesInMessage, rule: table },
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
