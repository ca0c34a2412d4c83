import type { ContextBlock, HeaderBlock, MarkdownBlock, RichTextBlock, SectionBlock } from '@slack/types';
import { type Child, h } from '../dom/vnode.ts';
import { drawImage } from '../elements/image.ts';
import { drawElement } from '../elements/index.ts';
import { drawPassages, drawPlain, drawText, withEmoji } from '../text/draw.ts';
import { parseMarkdown } from '../text/markdown.ts';
import { parseRichText } from '../text/rich-text.ts';
import type { Place } from './place.ts';

export function drawHeader(block: HeaderBlock): Child {
  return h('h3', { class: 'block-header' }, withEmoji(block.text.text));
}

export function drawSection(block: SectionBlock, { surface, blockId }: Place): Child {
  const accessory =
    block.accessory &&
    drawElement(block.accessory, {
      surface,
      blockId,
      mode: 'action',
      label: block.text?.text.slice(0, 80) ?? '',
    });
  return h(
    'div',
    { class: `block-section ${block.accessory?.type === 'image' ? 'with-picture' : ''}` },
    h(
      'div',
      { class: 'section-text' },
      block.text && h('div', { class: 'text' }, drawText(block.text)),
      block.fields &&
        h(
          'div',
          { class: 'fields' },
          block.fields.map((field) => h('div', { class: 'field text' }, drawText(field))),
        ),
    ),
    accessory && h('div', { class: 'accessory' }, accessory),
  );
}

export function drawContext(block: ContextBlock): Child {
  return h(
    'div',
    { class: 'block-context' },
    block.elements.map((element) =>
      element.type === 'image' ? drawImage(element) : h('div', { class: 'text' }, drawText(element)),
    ),
  );
}

export function drawRichText(block: Pick<RichTextBlock, 'elements'>): Child {
  return h('div', { class: 'text' }, drawPassages(parseRichText(block)));
}

export function drawMarkdown(block: MarkdownBlock): Child {
  return h('div', { class: 'text' }, drawPassages(parseMarkdown(block.text)));
}

export function drawDivider(): Child {
  return h('hr', { class: 'block-divider' });
}

/** Plain text or mrkdwn, or a rich_text block, as headings and cells may be. */
export function drawAnyText(text: Parameters<typeof drawText>[0] | RichTextBlock | undefined): Child {
  if (!text) return null;
  if (text.type === 'rich_text') return drawRichText(text);
  return text.type === 'plain_text' ? drawPlain(text.text) : drawText(text);
}
