import { type Inline, type Passage, safeUrl } from './ast.ts';

/**
 * Reads Slack's mrkdwn: https://docs.slack.dev/messaging/formatting-message-text
 * Never throws; whatever is not understood stays the text that it was.
 */
export function parseMrkdwn(source: string): Passage[] {
  return source.split(/```/).flatMap((part, at, parts): Passage[] => {
    const closed = at < parts.length - 1;
    if (at % 2 === 1 && closed) return [{ kind: 'code_block', text: unescape(part.replace(/^\n|\n$/g, '')) }];
    // A fence that never closes is three backticks, not the end of formatting.
    const text = at % 2 === 1 ? `\`\`\`${part}` : part;
    return text.trim() === '' ? [] : passages(trimAround(text, at > 0, closed));
  });
}

function trimAround(text: string, after: boolean, before: boolean): string {
  const start = after ? text.replace(/^\n/, '') : text;
  return before ? start.replace(/\n$/, '') : start;
}

function passages(text: string): Passage[] {
  const found: Passage[] = [];
  let said = '';
  for (const line of text.split('\n')) {
    const last = found.at(-1);
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const bullet = /^\s*[•◦▪]\s+(.*)$/.exec(line);
    if (quoted) {
      const inside = quoted[1] ?? '';
      said = last?.kind === 'quote' ? `${said}\n${inside}` : inside;
      if (last?.kind === 'quote') last.children = passages(said);
      else found.push({ kind: 'quote', children: passages(said) });
    } else if (bullet) {
      const item = parseInline(bullet[1] ?? '');
      const indent = /^\s{2,}|^\s*[◦▪]/.test(line) ? 1 : 0;
      if (last?.kind === 'list' && last.indent === indent) last.items.push(item);
      else found.push({ kind: 'list', ordered: false, indent, items: [item] });
    } else if (last?.kind === 'paragraph') {
      last.children.push({ kind: 'break' }, ...parseInline(line));
    } else {
      found.push({ kind: 'paragraph', children: parseInline(line) });
    }
  }
  return found;
}

const reference = /<(?<reference>[^<>\n]+)>/.source;
const verbatim = /`(?<verbatim>[^`\n]+)`/.source;
const emoji = /:(?<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/.source;
/** A mark opens where no word ends and closes where none begins, so snake_case_names stay whole. */
const marked =
  /(?<![\w*_~])(?<mark>[*_~])(?=\S)(?<inner>(?:<[^<>\n]*>|`[^`\n]*`|[^\n])*?\S)\k<mark>(?![\w*_~])/.source;
const token = new RegExp([reference, verbatim, emoji, marked].join('|'), 'gi');
const marks: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' };

/** One line of mrkdwn. */
export function parseInline(line: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(token)) {
    if (match.index > from) found.push({ kind: 'text', text: unescape(line.slice(from, match.index)) });
    found.push(inlineOf(match));
    from = match.index + match[0].length;
  }
  if (from < line.length) found.push({ kind: 'text', text: unescape(line.slice(from)) });
  return found;
}

function inlineOf(match: RegExpMatchArray): Inline {
  const { reference, verbatim, emoji, mark, inner } = match.groups ?? {};
  if (reference !== undefined) return parseReference(reference);
  if (verbatim !== undefined) return { kind: 'code', text: unescape(verbatim) };
  if (emoji !== undefined) return { kind: 'emoji', name: emoji.toLowerCase() };
  return { kind: marks[mark ?? ''] ?? 'bold', children: parseInline(inner ?? '') };
}

/** What stands between angle brackets: mentions, dates, broadcasts, links. */
function parseReference(inside: string): Inline {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : unescape(inside.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!subteam^')) return { kind: 'group', id: target.slice(9), label };
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = '', url] = target.split('^');
    return { kind: 'date', seconds: Number(seconds), format, url, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { kind: 'broadcast', range: label ?? target.slice(1) };
  const url = safeUrl(unescape(target));
  if (!url) return { kind: 'text', text: `<${unescape(inside)}>` };
  return { kind: 'link', url, children: [{ kind: 'text', text: label ?? url.replace(/^mailto:/, '') }] };
}

/** Slack escapes exactly these three: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
