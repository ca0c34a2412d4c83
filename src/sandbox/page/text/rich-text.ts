import type { RichTextBlock, RichTextElement } from '@slack/types';
import { unreachable } from '../unreachable.ts';
import { type Inline, type Passage, safeUrl } from './ast.ts';

/** Reads a rich_text block: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function parseRichText(block: Pick<RichTextBlock, 'elements'>): Passage[] {
  return block.elements.map((part): Passage => {
    switch (part.type) {
      case 'rich_text_section':
        return { kind: 'paragraph', children: inlines(part.elements) };
      case 'rich_text_quote':
        return { kind: 'quote', children: [{ kind: 'paragraph', children: inlines(part.elements) }] };
      case 'rich_text_preformatted':
        return {
          kind: 'code_block',
          text: part.elements.map((piece) => piece.text ?? ('url' in piece ? piece.url : '')).join(''),
        };
      case 'rich_text_list':
        return {
          kind: 'list',
          ordered: part.style === 'ordered',
          start: ('offset' in part ? Number(part.offset) : 0) + 1,
          indent: part.indent ?? 0,
          items: part.elements.map((item) => inlines(item.elements)),
        };
      default:
        return unreachable(part);
    }
  });
}

function inlines(elements: RichTextElement[]): Inline[] {
  return elements.flatMap((element) => styled(inlineOf(element), element.style));
}

function inlineOf(element: RichTextElement): Inline[] {
  switch (element.type) {
    case 'text':
      return lines(element.text);
    case 'link': {
      const url = safeUrl(element.url);
      const label: Inline[] = [{ kind: 'text', text: element.text ?? element.url }];
      return url ? [{ kind: 'link', url, children: label }] : label;
    }
    case 'user':
      return [{ kind: 'user', id: element.user_id }];
    case 'channel':
      return [{ kind: 'channel', id: element.channel_id }];
    case 'usergroup':
      return [{ kind: 'group', id: element.usergroup_id }];
    case 'broadcast':
      return [{ kind: 'broadcast', range: element.range }];
    case 'emoji':
      return [{ kind: 'emoji', name: element.name }];
    case 'date':
      return [
        {
          kind: 'date',
          seconds: element.timestamp,
          format: element.format,
          url: element.url,
          fallback: element.fallback ?? '',
        },
      ];
    case 'color':
      return [{ kind: 'colour', value: element.value }];
    case 'team':
      return [{ kind: 'text', text: element.team_id }];
    default:
      return unreachable(element);
  }
}

function lines(text: string): Inline[] {
  return text
    .split('\n')
    .flatMap((line, at): Inline[] => [
      ...(at > 0 ? [{ kind: 'break' } as const] : []),
      ...(line === '' ? [] : [{ kind: 'text', text: line } as const]),
    ]);
}

function styled(found: Inline[], style: RichTextElement['style']): Inline[] {
  let wrapped = style?.code
    ? found.map((piece): Inline => (piece.kind === 'text' ? { kind: 'code', text: piece.text } : piece))
    : found;
  for (const kind of ['bold', 'italic', 'strike'] as const) {
    if (style?.[kind]) wrapped = [{ kind, children: wrapped }];
  }
  return wrapped;
}
