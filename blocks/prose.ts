import type { KnownBlock, RichTextElement } from '@slack/types';
import { LIMITS } from './limits.ts';
import { literal, passage, rich } from './pieces.ts';
import { clean } from './text.ts';

/** Room for the label above a text: three names and the words between them. */
const LABEL = 600;

/** A whole text in as many blocks as it takes. */
export const prose = (text: string, label?: string): KnownBlock[] => {
  const chunks = chunked(clean(text).trim(), LIMITS.richText - LABEL);
  return chunks.map((chunk, index) => {
    const head: RichTextElement[] =
      index === 0 && label !== undefined ? [literal(`${label}\n`, { bold: true })] : [];
    return rich(passage(...head, literal(chunk)));
  });
};

/** Pieces of at most `size` characters, never through a surrogate pair. */
const chunked = (text: string, size: number): string[] => {
  if (text === '') return [];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + size);
    if (to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to -= 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
};
