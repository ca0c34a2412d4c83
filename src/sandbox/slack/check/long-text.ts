/** Markdown and rich text. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
import { isObject } from '../arguments.ts';
import { limits } from '../limits.ts';
import { block } from './block.ts';
import type { Rule } from './rules.ts';
import { all, also, anything, fields, list, oneOf, report, string, whole } from './rules.ts';

/** All markdown blocks of a payload share one limit. */
export const markdown: Rule = (value, at, checking) => {
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
export const richText: Rule = all(
  block('rich_text', { elements: list(richTextPart, 1_000, 0) }),
  richTextLength,
);
