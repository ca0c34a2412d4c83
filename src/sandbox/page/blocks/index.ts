import type { Block, KnownBlock } from '@slack/types';
import { type Child, h } from '../dom/vnode.ts';
import type { Surface } from '../elements/surface.ts';
import { drawAlert, drawCard, drawCarousel, drawContainer, drawPlan, drawTaskCard } from './card.ts';
import { drawActions, drawInput } from './interactive.ts';
import { drawFile, drawImageBlock, drawVideo } from './media.ts';
import type { Place } from './place.ts';
import { drawDataTable, drawTable } from './table.ts';
import { drawContext, drawDivider, drawHeader, drawMarkdown, drawRichText, drawSection } from './text.ts';

type Blocks = { [B in KnownBlock as B['type']]: B };

/** One drawing for each block that Slack's types name: a missing one does not compile. */
const drawings: { [T in keyof Blocks]: (block: Blocks[T], place: Place) => Child } = {
  actions: drawActions,
  alert: drawAlert,
  card: drawCard,
  carousel: drawCarousel,
  container: drawContainer,
  context: drawContext,
  context_actions: drawActions,
  data_table: drawDataTable,
  divider: drawDivider,
  file: drawFile,
  header: drawHeader,
  image: drawImageBlock,
  input: drawInput,
  markdown: drawMarkdown,
  plan: drawPlan,
  rich_text: drawRichText,
  section: drawSection,
  table: drawTable,
  task_card: drawTaskCard,
  video: drawVideo,
};

/** Draws the blocks of a message, a modal or Home; `errors` are by block id. */
export function drawBlocks(blocks: Block[], surface: Surface, errors: Record<string, string> = {}): Child {
  return blocks.map((block, at) => drawBlock(block, surface, at, errors));
}

/** Draws one block. What cannot be drawn is shown as a labelled box, never left out. */
export function drawBlock(
  block: Block,
  surface: Surface,
  at: number,
  errors: Record<string, string> = {},
): Child {
  const blockId = block.block_id ?? '';
  const key = `${block.type}-${blockId || at}`;
  return h(
    'div',
    { class: 'block', key, 'data-block-id': blockId, 'data-block-type': block.type },
    draw(block, { surface, blockId, error: errors[blockId] }),
  );
}

function draw(block: Block, place: Place): Child {
  if (!isKnown(block)) return unknown(block, 'This page cannot draw this block yet');
  try {
    return drawKnown(block.type, block, place);
  } catch (error) {
    return unknown(block, `This block cannot be drawn: ${String(error)}`);
  }
}

function isKnown(block: Block): block is KnownBlock {
  return block.type in drawings;
}

function drawKnown<T extends keyof Blocks>(type: T, block: Blocks[T], place: Place): Child {
  return drawings[type](block, place);
}

function unknown(block: Block, why: string): Child {
  return h(
    'details',
    { class: 'block-unknown' },
    h('summary', {}, h('code', {}, block.type), ` ${why}`),
    h('pre', { tabindex: 0 }, JSON.stringify(block, null, 2)),
  );
}
