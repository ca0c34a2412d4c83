import type { TextObject } from '@slack/types';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { channelName, groupName, personName } from '../live/names.ts';
import { goTo } from '../live/navigate.ts';
import { unreachable } from '../unreachable.ts';
import type { Inline, Passage } from './ast.ts';
import { formatDate } from './dates.ts';
import { emojiPicture } from './emoji.ts';
import { parseMrkdwn } from './mrkdwn.ts';
import { viewer } from './viewer.ts';

/** A text object of Block Kit, formatted or plain. */
export function drawText(text: TextObject): Child {
  return text.type === 'mrkdwn' ? drawMrkdwn(text.text) : drawPlain(text.text);
}

export function drawMrkdwn(source: string): Child {
  return drawPassages(parseMrkdwn(source));
}

/** Plain text: line breaks and emoji short codes, nothing else. */
export function drawPlain(text: string): Child {
  return h('span', { class: 'plain' }, withEmoji(text));
}

/** Text with its `:short_codes:` replaced where they are known. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiPicture(name) ?? whole);
}

export function drawPassages(passages: Passage[]): Child {
  return passages.map(drawPassage);
}

function drawPassage(passage: Passage): Child {
  switch (passage.kind) {
    case 'paragraph':
      return h('p', {}, drawInlines(passage.children));
    case 'heading':
      // The page and the message have their own headings above these.
      return h(passage.level < 3 ? 'h4' : 'h5', { class: 'text-heading' }, drawInlines(passage.children));
    case 'quote':
      return h('blockquote', {}, drawPassages(passage.children));
    case 'code_block':
      return h('pre', { tabindex: 0 }, h('code', {}, passage.text));
    case 'list':
      return h(
        passage.ordered ? 'ol' : 'ul',
        {
          class: `indent-${Math.min(passage.indent, 4)}`,
          start: passage.ordered ? (passage.start ?? 1) : undefined,
        },
        passage.items.map((item) => h('li', {}, drawInlines(item))),
      );
    case 'table':
      return drawTextTable(passage.rows);
    case 'rule':
      return h('hr');
    default:
      return unreachable(passage);
  }
}

function drawTextTable([head, ...rows]: Inline[][][]): Child {
  return h(
    'div',
    { class: 'table-scroll', tabindex: 0 },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          (head ?? []).map((cell) => h('th', { scope: 'col' }, drawInlines(cell))),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((row) =>
          h(
            'tr',
            {},
            row.map((cell) => h('td', {}, drawInlines(cell))),
          ),
        ),
      ),
    ),
  );
}

export function drawInlines(inlines: Inline[]): Child {
  return inlines.map(drawInline);
}

function drawInline(inline: Inline): Child {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'break':
      return h('br');
    case 'bold':
      return h('strong', {}, drawInlines(inline.children));
    case 'italic':
      return h('em', {}, drawInlines(inline.children));
    case 'strike':
      return h('s', {}, drawInlines(inline.children));
    case 'code':
      return h('code', {}, inline.text);
    case 'link':
      return h(
        'a',
        { href: inline.url, target: '_blank', rel: 'noopener noreferrer' },
        drawInlines(inline.children),
      );
    case 'user':
      return h(
        'span',
        { class: inline.id === model.me ? 'mention me' : 'mention' },
        `@${personName(inline.id)}`,
      );
    case 'group':
      return h('span', { class: 'mention' }, `@${groupName(inline.id)}`);
    case 'broadcast':
      return h('span', { class: 'mention me' }, `@${inline.range}`);
    case 'channel':
      return h(
        'button',
        {
          type: 'button',
          class: 'mention',
          on: { click: () => goTo({ kind: 'conversation', id: inline.id }) },
        },
        `#${channelName(inline.id)}`,
      );
    case 'date': {
      const text = formatDate(inline.seconds, inline.format, inline.fallback, viewer());
      const time = h('time', { title: inline.fallback }, text);
      return inline.url
        ? h('a', { href: inline.url, target: '_blank', rel: 'noopener noreferrer' }, time)
        : time;
    }
    case 'emoji': {
      const picture = emojiPicture(inline.name);
      return picture ? h('span', { class: 'emoji', title: `:${inline.name}:` }, picture) : `:${inline.name}:`;
    }
    case 'colour':
      return h('code', {}, inline.value);
    default:
      return unreachable(inline);
  }
}
