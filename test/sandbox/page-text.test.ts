import { describe, expect, it } from 'vitest';
import type { Inline, Passage } from '../../src/sandbox/page/text/ast.ts';
import {
  clockTime,
  dayHeading,
  formatDate,
  fromWallTime,
  wallTime,
} from '../../src/sandbox/page/text/dates.ts';
import { emojiPicture } from '../../src/sandbox/page/text/emoji.ts';
import { parseMarkdown } from '../../src/sandbox/page/text/markdown.ts';
import { parseInline, parseMrkdwn } from '../../src/sandbox/page/text/mrkdwn.ts';
import { parseRichText } from '../../src/sandbox/page/text/rich-text.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (...children: Inline[]): Passage => ({ kind: 'paragraph', children });

describe('mrkdwn', () => {
  it.each<[string, Inline[]]>([
    [
      '*bold* _italic_ ~strike~',
      [
        { kind: 'bold', children: [text('bold')] },
        text(' '),
        { kind: 'italic', children: [text('italic')] },
        text(' '),
        { kind: 'strike', children: [text('strike')] },
      ],
    ],
    ['*_both_*', [{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]],
    ['snake_case_name and 2*3*4', [text('snake_case_name and 2*3*4')]],
    ['* no bold *', [text('* no bold *')]],
    ['(*bold*), then', [text('('), { kind: 'bold', children: [text('bold')] }, text('), then')]],
    ['`*not bold*`', [{ kind: 'code', text: '*not bold*' }]],
    [
      '*see <https://a.example/b*c|a*b>*',
      [
        {
          kind: 'bold',
          children: [text('see '), { kind: 'link', url: 'https://a.example/b*c', children: [text('a*b')] }],
        },
      ],
    ],
    [
      '<@U1> <@U2|ben> <#C1> <!subteam^S1> <!here>',
      [
        { kind: 'user', id: 'U1', label: undefined },
        text(' '),
        { kind: 'user', id: 'U2', label: 'ben' },
        text(' '),
        { kind: 'channel', id: 'C1', label: undefined },
        text(' '),
        { kind: 'group', id: 'S1', label: undefined },
        text(' '),
        { kind: 'broadcast', range: 'here' },
      ],
    ],
    [
      ':tada: 10:30:00',
      [{ kind: 'emoji', name: 'tada' }, text(' 10'), { kind: 'emoji', name: '30' }, text('00')],
    ],
  ])('reads %s', (source, expected) => {
    expect(parseInline(source)).toEqual(expected);
  });

  it('undoes exactly the three escapes, once', () => {
    expect(parseInline('&lt;b&gt; &amp;lt; &quot;')).toEqual([text('<b> &lt; &quot;')]);
  });

  it.each(['<javascript:alert(1)|click>', '<data:text/html,x|y>', '<vbscript:x>', '<//evil.example|x>'])(
    'makes no link of %s',
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  it('reads a date with a link and its fallback', () => {
    expect(parseInline('<!date^1392734382^{date_short} at {time}^https://a.example|Feb 18>')).toEqual([
      {
        kind: 'date',
        seconds: 1392734382,
        format: '{date_short} at {time}',
        url: 'https://a.example',
        fallback: 'Feb 18',
      },
    ]);
  });

  it('keeps what stands in a code block as it is, and formats around it', () => {
    expect(parseMrkdwn('*a*\n```\n*b* &lt;c&gt;\n```\nd')).toEqual([
      paragraph({ kind: 'bold', children: [text('a')] }),
      { kind: 'code_block', text: '*b* <c>' },
      paragraph(text('d')),
    ]);
  });

  it('takes a fence that never closes for text', () => {
    expect(parseMrkdwn('a ```b')).toEqual([paragraph(text('a ')), paragraph(text('```b'))]);
  });

  it('gathers quotes and bullets line by line', () => {
    expect(parseMrkdwn('Why\n• one\n• two\n    ◦ deeper\n&gt;said\n>too')).toEqual([
      paragraph(text('Why')),
      { kind: 'list', ordered: false, indent: 0, items: [[text('one')], [text('two')]] },
      { kind: 'list', ordered: false, indent: 1, items: [[text('deeper')]] },
      { kind: 'quote', children: [paragraph(text('said'), { kind: 'break' }, text('too'))] },
    ]);
  });
});

describe('dates', () => {
  // 2025-11-25 14:05 in Berlin
  const now = Date.UTC(2025, 10, 25, 13, 5);
  const berlin = { now, zone: 'Europe/Berlin', hour12: false };
  const seconds = now / 1000;

  it.each([
    ['{date_num} {time_secs}', '2025-11-25 14:05:00'],
    ['{date}', 'November 25, 2025'],
    ['{date_short} {time}', 'Nov 25, 2025 14:05'],
    ['{date_long}', 'Tuesday, November 25, 2025'],
    ['{date_pretty}', 'today'],
    ['{ago}', 'now'],
  ])('writes %s', (format, expected) => {
    expect(formatDate(seconds, format, 'x', berlin)).toBe(expected);
  });

  it('says tomorrow by the calendar of the reader, not by 24 hours', () => {
    const late = seconds + 11 * 3600;
    expect(formatDate(late, '{date_short_pretty}', '', berlin)).toBe('tomorrow');
    expect(formatDate(late, '{date_short_pretty}', '', { ...berlin, zone: 'America/New_York' })).toBe(
      'today',
    );
    expect(formatDate(seconds + 3 * 86_400, '{date_short_pretty}', '', berlin)).toBe('Nov 28, 2025');
  });

  it('counts from the sandbox clock', () => {
    const dayLater = { ...berlin, now: now + 86_400_000 };
    expect(formatDate(seconds, '{date_pretty}, {ago}', '', dayLater)).toBe('yesterday, yesterday');
    expect(formatDate(seconds - 7_200, '{ago}', '', berlin)).toBe('2 hours ago');
    expect(dayHeading(new Date(now), dayLater)).toBe('Yesterday');
  });

  it('writes noon and midnight by the habit of the reader', () => {
    const at = (hour: number): Date => new Date(Date.UTC(2025, 10, 25, hour - 1));
    expect([clockTime(at(0), berlin), clockTime(at(12), berlin)]).toEqual(['00:00', '12:00']);
    const american = { ...berlin, hour12: true };
    expect([clockTime(at(0), american), clockTime(at(12), american)]).toEqual(['12:00 AM', '12:00 PM']);
  });

  it.each([
    ['2025-11-25T10:05', 'Europe/Lisbon', '2025-11-25T10:05:00.000Z'],
    ['2026-07-01T00:30', 'Europe/Berlin', '2026-06-30T22:30:00.000Z'],
    ['2026-03-29T12:00', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
    ['2026-10-25T00:30', 'America/New_York', '2026-10-25T04:30:00.000Z'],
  ])('reads %s on a clock in %s, and writes it the same', (wall, zone, moment) => {
    expect(fromWallTime(wall, zone).toISOString()).toBe(moment);
    expect(wallTime(new Date(moment), zone)).toBe(wall);
  });

  it('falls back where a token is unknown or the time is none', () => {
    expect(formatDate(seconds, '{moon}', 'in autumn', berlin)).toBe('in autumn');
    expect(formatDate(Number.NaN, '{date}', 'soon', berlin)).toBe('soon');
  });
});

describe('markdown', () => {
  it('reads headings, lists, tables, quotes, code and rules', () => {
    const source =
      '## Week 47\nA **b** and `c`\nnext\n\n- one\n- two\n1. first\n\n> said\n\n```js\nx < y\n```\n---\n| a | b |\n|---|--:|\n| 1 | 2 |';
    expect(parseMarkdown(source)).toEqual([
      { kind: 'heading', level: 2, children: [text('Week 47')] },
      paragraph(
        text('A '),
        { kind: 'bold', children: [text('b')] },
        text(' and '),
        { kind: 'code', text: 'c' },
        { kind: 'break' },
        text('next'),
      ),
      { kind: 'list', ordered: false, start: 1, indent: 0, items: [[text('one')], [text('two')]] },
      { kind: 'list', ordered: true, start: 1, indent: 0, items: [[text('first')]] },
      { kind: 'quote', children: [paragraph(text('said'))] },
      { kind: 'code_block', text: 'x < y' },
      { kind: 'rule' },
      {
        kind: 'table',
        rows: [
          [[text('a')], [text('b')]],
          [[text('1')], [text('2')]],
        ],
      },
    ]);
  });

  it('makes no link that runs something', () => {
    expect(parseMarkdown('[x](javascript:alert)')).toEqual([paragraph(text('[x](javascript:alert)'))]);
  });

  it.each(['', '|', '```', '> ', '- ', '***', '[a](b', '\n\n\n', '1. '])('ends on %j', (source) => {
    expect(Array.isArray(parseMarkdown(source))).toBe(true);
  });
});

describe('rich_text', () => {
  it('reads styled pieces, lists with indent and offset, and preformatted text', () => {
    const passages = parseRichText({
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'a\nb', style: { bold: true } },
            { type: 'user', user_id: 'U1' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          indent: 1,
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { code: true } }] },
          ],
        },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '<b>' }] },
        { type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:x', text: 'y' }] },
      ],
    });
    expect(passages).toEqual([
      paragraph(
        { kind: 'bold', children: [text('a'), { kind: 'break' }, text('b')] },
        { kind: 'user', id: 'U1' },
      ),
      { kind: 'list', ordered: true, start: 1, indent: 1, items: [[{ kind: 'code', text: 'x' }]] },
      { kind: 'code_block', text: '<b>' },
      paragraph(text('y')),
    ]);
  });
});

it('knows common emoji, with or without a skin tone, and says so when it does not', () => {
  expect([emojiPicture('warning'), emojiPicture('wave::skin-tone-3'), emojiPicture('no-such')]).toEqual([
    '⚠️',
    '👋',
    undefined,
  ]);
});
