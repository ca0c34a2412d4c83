import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  RichTextBlock,
  RichTextElement,
  RichTextQuote,
  RichTextSection,
  SectionBlock,
} from '@slack/types';
import { LIMITS } from './limits.ts';
import { beginning, CUT, cut, lines, mrkdwn, plain, safeAddress } from './text.ts';

/** A message as it is sent: `text` stands alone in a notification and is what screen readers begin with. */
export type CardMessage = { text: string; blocks: KnownBlock[] };

/** A modal of blocks that we know. */
export type Modal = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };

export const header = (title: string): HeaderBlock => ({
  type: 'header',
  text: plain(title, LIMITS.headerText),
});

/** A section of ready mrkdwn; what came from outside was escaped before. */
export const section = (text: string): SectionBlock => ({
  type: 'section',
  text: mrkdwn(fitMrkdwn(text, LIMITS.sectionText)),
});

/** A section of two columns; at most ten fields, each ready mrkdwn. */
export const columns = (fields: string[]): SectionBlock => ({
  type: 'section',
  fields: fields.slice(0, LIMITS.sectionFields).map((field) => mrkdwn(fitMrkdwn(field, LIMITS.fieldText))),
});

/** Small grey lines, each ready mrkdwn. */
export const context = (...texts: string[]): ContextBlock => ({
  type: 'context',
  elements: texts.slice(0, LIMITS.contextElements).map((text) => mrkdwn(fitMrkdwn(text, LIMITS.sectionText))),
});

/** Text from outside as it is: rich text knows no marks, mentions or links in plain text elements. */
export const literal = (text: string, style?: { bold?: boolean; italic?: boolean }): RichTextElement => ({
  type: 'text',
  text,
  ...(style === undefined ? {} : { style }),
});

export const passage = (...elements: RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements,
});

/** Text from outside, quoted and cut to `max` characters and a dozen lines. */
export const quote = (text: string, max: number): RichTextQuote => ({
  type: 'rich_text_quote',
  elements: [literal(beginning(text, max) || '–')],
});

export const rich = (...elements: RichTextBlock['elements']): RichTextBlock => ({
  type: 'rich_text',
  elements,
});

/** An address that shows itself, or plain text when it must not become a link. */
export const richAddress = (url: string): RichTextElement => {
  const safe = safeAddress(url);
  return safe !== undefined && safe.length <= LIMITS.richText
    ? { type: 'link', url: safe }
    : literal(lines(url, LIMITS.richText) || '–');
};

/** Cuts ready mrkdwn to `max` without leaving half an escape or half a `<…>` behind. */
export const fitMrkdwn = (text: string, max: number): string => {
  if (text.length <= max) return text || '–';
  const head = cut(text, max);
  const mark = head.endsWith(CUT) ? CUT : '…';
  const kept = head.slice(0, head.length - mark.length);
  return `${kept.replace(/<[^>]*$/, '').replace(/&[a-z]{0,3}$/, '')}${mark}`;
};

/** The first of several drafts, roomiest first, that fits into one message; the last one when none does. */
export const fitMessage = <Size>(
  sizes: readonly Size[],
  draft: (size: Size) => KnownBlock[],
): KnownBlock[] => {
  let blocks: KnownBlock[] = [];
  for (const size of sizes) {
    blocks = draft(size);
    const fits =
      blocks.length <= LIMITS.blocksPerMessage && JSON.stringify(blocks).length <= LIMITS.messageBlocks;
    if (fits) return blocks;
  }
  return blocks;
};
