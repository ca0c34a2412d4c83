import type {
  AlertBlock,
  CardBlock,
  CarouselBlock,
  ContainerBlock,
  PlanBlock,
  TaskCardBlock,
} from '@slack/types';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { drawButton } from '../elements/button.ts';
import { drawImage, drawPicture, pictureUrl } from '../elements/image.ts';
import { drawText } from '../text/draw.ts';
import { drawBlock } from './index.ts';
import { attachment } from './media.ts';
import type { Place } from './place.ts';
import { drawAnyText, drawRichText } from './text.ts';

export function drawAlert(block: AlertBlock): Child {
  const level = block.level ?? 'default';
  const sign = level === 'success' ? 'check' : level === 'warning' || level === 'error' ? 'warn' : 'eye';
  return h(
    'div',
    { class: `block-alert ${level}`, role: level === 'error' ? 'alert' : 'note' },
    icon(sign),
    h('div', { class: 'text' }, drawText(block.text)),
  );
}

export function drawCard(block: CardBlock, { surface, blockId }: Place): Child {
  return h(
    'div',
    { class: 'block-card' },
    block.hero_image && drawPicture(pictureUrl(block.hero_image), block.hero_image.alt_text, 'picture hero'),
    h(
      'div',
      { class: 'card-head' },
      block.icon && drawImage(block.icon),
      h(
        'div',
        {},
        block.title && h('strong', {}, drawText(block.title)),
        block.subtitle && h('small', {}, drawText(block.subtitle)),
      ),
    ),
    block.body && h('div', { class: 'text' }, drawText(block.body)),
    block.actions &&
      h(
        'div',
        { class: 'block-actions' },
        block.actions.map((button) =>
          drawButton(button, { surface, blockId, mode: 'action', actionId: button.action_id ?? '' }),
        ),
      ),
  );
}

export function drawCarousel(block: CarouselBlock, place: Place): Child {
  return h(
    'div',
    { class: 'block-carousel', tabindex: 0, role: 'group', 'aria-label': 'Cards' },
    block.elements.map((card) => drawCard(card, place)),
  );
}

export function drawContainer(block: ContainerBlock, place: Place): Child {
  const title = drawAnyText(block.title ?? block.rich_text_title);
  const subtitle = block.subtitle && h('small', {}, drawText(block.subtitle));
  const inside = h(
    'div',
    { class: 'container-body' },
    block.child_blocks.map((child, at) => drawBlock(child, place.surface, at)),
  );
  return block.is_collapsible
    ? h(
        'details',
        { class: 'block-container', open: block.default_collapsed !== true },
        h('summary', {}, title || 'More', subtitle),
        inside,
      )
    : h(
        'section',
        { class: 'block-container' },
        (title || subtitle) && h('header', {}, title, subtitle),
        inside,
      );
}

const taskWords = {
  pending: 'To do',
  in_progress: 'In progress',
  complete: 'Done',
  error: 'Failed',
} as const;

export function drawTaskCard(block: TaskCardBlock): Child {
  return h(
    'div',
    { class: `block-card task ${block.status}` },
    h(
      'div',
      { class: 'card-head' },
      h('strong', {}, block.title),
      h('span', { class: 'tag' }, taskWords[block.status] ?? block.status),
    ),
    block.details && drawRichText(block.details),
    block.output && drawRichText(block.output),
    block.sources?.map((source) => attachment(source.text, source.url, source.url)),
  );
}

export function drawPlan(block: PlanBlock): Child {
  return h(
    'div',
    { class: 'block-container' },
    h('header', {}, block.title),
    (block.tasks ?? []).map((task) => isTaskCard(task) && drawTaskCard(task)),
  );
}

function isTaskCard(task: TaskCardBlock | Record<string, unknown>): task is TaskCardBlock {
  return task.type === 'task_card';
}
