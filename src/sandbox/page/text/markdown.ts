import { type Inline, type Passage, safeUrl } from './ast.ts';

/** Reads a markdown block, the part of CommonMark that Slack names: https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export function parseMarkdown(source: string): Passage[] {
  const found: Passage[] = [];
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  while (lines.length > 0) {
    const read = readers.find((reader) => reader.starts.test(lines[0] ?? ''));
    const passage = read ? read.take(lines) : paragraph(lines);
    if (passage) found.push(passage);
  }
  return found;
}

const tableRow = /^\s*\|.*\|\s*$/;
const listItem = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;

/** Each takes the lines that belong to it; the first whose start matches is asked. */
const readers: { starts: RegExp; take: (lines: string[]) => Passage | undefined }[] = [
  {
    starts: /^\s*$/,
    take: (lines) => void lines.shift(),
  },
  {
    starts: /^```/,
    take: (lines) => {
      lines.shift();
      const body = takeWhile(lines, (line) => !line.startsWith('```'));
      lines.shift();
      return { kind: 'code_block', text: body.join('\n') };
    },
  },
  {
    starts: /^#{1,6}\s/,
    take: (lines) => {
      const [, hashes = '', text = ''] = /^(#{1,6})\s+(.*)$/.exec(lines.shift() ?? '') ?? [];
      return { kind: 'heading', level: hashes.length, children: parseInline(text) };
    },
  },
  {
    starts: /^\s*([-*_])(?:\s*\1){2,}\s*$/,
    take: (lines) => {
      lines.shift();
      return { kind: 'rule' };
    },
  },
  {
    starts: /^>/,
    take: (lines) => {
      const quoted = takeWhile(lines, (line) => line.startsWith('>'));
      return {
        kind: 'quote',
        children: parseMarkdown(quoted.map((line) => line.replace(/^> ?/, '')).join('\n')),
      };
    },
  },
  {
    starts: tableRow,
    take: (lines) => {
      const rows = takeWhile(lines, (line) => tableRow.test(line)).filter((row) => !/^[\s|:-]+$/.test(row));
      return { kind: 'table', rows: rows.map(cells) };
    },
  },
  {
    starts: listItem,
    take: (lines) => {
      const [, space = '', number] = listItem.exec(lines[0] ?? '') ?? [];
      const same = (line: string): boolean => {
        const item = listItem.exec(line);
        return item?.[1] === space && (item[2] === undefined) === (number === undefined);
      };
      const items = takeWhile(lines, same).map((line) => parseInline(listItem.exec(line)?.[3] ?? ''));
      const indent = Math.floor(space.length / 2);
      return { kind: 'list', ordered: number !== undefined, start: Number(number ?? 1), indent, items };
    },
  },
];

function paragraph(lines: string[]): Passage {
  const first = lines.shift() ?? '';
  const rest = takeWhile(lines, (line) => !readers.some((reader) => reader.starts.test(line)));
  const children = [first, ...rest].flatMap((line, at): Inline[] =>
    at === 0 ? parseInline(line) : [{ kind: 'break' }, ...parseInline(line)],
  );
  return { kind: 'paragraph', children };
}

function cells(row: string): Inline[][] {
  return row
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => parseInline(cell.trim()));
}

function takeWhile(lines: string[], belongs: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !belongs(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

const token = new RegExp(
  [
    /`(?<code>[^`\n]+)`/,
    /\[(?<label>[^\]\n]+)\]\((?<url>[^()\s]+)\)/,
    /(?<bolds>\*\*|__)(?=\S)(?<bold>[^\n]*?\S)\k<bolds>/,
    /~~(?=\S)(?<strike>[^\n]*?\S)~~/,
    /(?<![\w*_])(?<italics>[*_])(?=\S)(?<italic>[^\n]*?\S)\k<italics>(?![\w*_])/,
    /:(?<emoji>[a-z0-9_+-]+):/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
);

function parseInline(line: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(token)) {
    if (match.index > from) found.push({ kind: 'text', text: line.slice(from, match.index) });
    found.push(inlineOf(match));
    from = match.index + match[0].length;
  }
  if (from < line.length) found.push({ kind: 'text', text: line.slice(from) });
  return found;
}

function inlineOf(match: RegExpMatchArray): Inline {
  const { code, label, url, bold, strike, italic, emoji } = match.groups ?? {};
  if (code !== undefined) return { kind: 'code', text: code };
  if (bold !== undefined) return { kind: 'bold', children: parseInline(bold) };
  if (strike !== undefined) return { kind: 'strike', children: parseInline(strike) };
  if (italic !== undefined) return { kind: 'italic', children: parseInline(italic) };
  if (emoji !== undefined) return { kind: 'emoji', name: emoji };
  const safe = safeUrl(url ?? '');
  return safe
    ? { kind: 'link', url: safe, children: parseInline(label ?? '') }
    : { kind: 'text', text: match[0] };
}
