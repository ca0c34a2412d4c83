import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidence, day, duration, percent } from '../../blocks/figures.ts';
import { fitMrkdwn } from '../../blocks/pieces.ts';
import {
  address,
  beginning,
  clean,
  cut,
  inSentence,
  line,
  lines,
  moment,
  outside,
  personLink,
  plain,
} from '../../blocks/text.ts';
import { runsOf } from './nasty-world.ts';
import { liveIn } from './read-blocks.ts';

describe('text from outside', () => {
  it.each([
    ['mentions', '<@U1> <!channel> <!here> <#C1>', '&lt;@U1&gt; &lt;!channel&gt; &lt;!here&gt; &lt;#C1&gt;'],
    [
      'disguised links',
      '<https://evil.example|https://bank.example>',
      '&lt;https://evil.example|https://bank.example&gt;',
    ],
    ['what is escaped already', '&lt;!channel&gt;', '&amp;lt;!channel&amp;gt;'],
    ['bold that is not ours', '*Approved*', '∗Approved∗'],
    ['line breaks that start a line of ours', 'x\n*Policy:* fine', 'x ∗Policy:∗ fine'],
    ['what would end bold that is ours', 'costs *240 EUR* or 5_ more', 'costs ∗240 EUR∗ or 5＿ more'],
    ['direction changes', 'pay \u202E05\u202C EUR', 'pay 05 EUR'],
    ['bells and nulls', 'a\u0000b\u0007c', 'abc'],
    ['half surrogates', 'a\uD83D', 'a\uFFFD'],
  ])('loses %s', (_, given, shown) => {
    expect(outside(given, 200)).toBe(shown);
  });

  it.each([
    'snake_case_name',
    '5*3',
    'a~b',
    'expense-bot',
    '👩‍👩‍👧',
    'שלום',
    'O’Neil & Söhne'.replace('&', 'and'),
  ])('keeps %s', (text) => {
    expect(outside(text, 200)).toBe(text);
  });

  it('is cut with a mark, never through a character', () => {
    expect(cut('x'.repeat(400), 200)).toBe(`${'x'.repeat(193)}… (cut)`);
    expect(cut('x'.repeat(40), 20)).toBe(`${'x'.repeat(19)}…`);
    expect(cut('👋'.repeat(20), 20).isWellFormed()).toBe(true);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 500 }),
        fc.integer({ min: 10, max: 300 }),
        (text, max) => {
          expect(line(text, max).length).toBeLessThanOrEqual(max);
          expect(lines(text, max).length).toBeLessThanOrEqual(max);
          expect(line(text, max)).not.toContain('\n');
          expect(line(text, max).isWellFormed()).toBe(true);
        },
      ),
      runsOf(100),
    );
  });

  it('of many lines begins with a dozen, marked', () => {
    const mail = Array.from({ length: 30 }, (_, n) => `line ${n}`).join('\n');
    expect(beginning(mail, 700).split('\n')).toHaveLength(12);
    expect(beginning(mail, 700)).toMatch(/line 11… \(cut\)$/);
    expect(beginning('a\nb', 700)).toBe('a\nb');
    expect(beginning(mail, 60).length).toBeLessThanOrEqual(60);
  });

  it('stays harmless when ready mrkdwn is cut', () => {
    const ready = `${outside('a & b <c>', 100)} ${moment(0)} ${moment(0)}`;
    for (let max = 12; max <= ready.length; max += 1) {
      const fitted = fitMrkdwn(ready, max);
      expect(fitted.length).toBeLessThanOrEqual(max);
      expect(liveIn([], [fitted])).toEqual([]);
      expect(fitted).not.toMatch(/&(?!amp;|lt;|gt;)/);
    }
  });

  it('that is empty becomes a dash, since Slack refuses empty texts', () => {
    expect(plain(' \u0000 ', 10).text).toBe('–');
  });
});

describe('addresses', () => {
  it.each([
    ['https://example.com/a?b=1&c=2', '<https://example.com/a?b=1&amp;c=2>'],
    ['https://аpple.com/', '<https://xn--pple-43d.com/>'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['https://example.com/|label', '<https://example.com/%7Clabel>'],
    ['no address', 'no address'],
  ])('%s shows as %s', (url, shown) => {
    expect(address(url)).toBe(shown);
  });
});

it('people are mentioned only by an id of Slack’s', () => {
  expect(personLink({ id: 'U0ROBIN', name: 'Robin' })).toBe('<@U0ROBIN>');
  expect(personLink({ id: 'emp_312', name: 'Robin' })).toBe('Robin');
  expect(personLink({ id: '!channel' })).toBe('!channel');
});

it('moments follow the reader, with UTC for clients that cannot', () => {
  expect(moment(Date.UTC(2026, 10, 20, 17))).toBe(
    '<!date^1795194000^{date_short_pretty} at {time}|2026-11-20 17:00 UTC>',
  );
});

it.each([
  [0.83, '83 %'],
  [1, '100 %'],
  [0.999, 'over 99 %'],
  [0, '0 %'],
  [0.001, 'under 1 %'],
])('a share of %d is %s', (share, words) => {
  expect(percent(share)).toBe(words);
});

it.each([
  [{ own: 0.83, used: 0.83, band: 'medium' } as const, 'own score 83 %, medium'],
  [{ own: 0.83, used: 0.73, band: 'medium' } as const, 'own score 83 %, counts as 73 %, medium'],
  [{ own: 0.83 }, 'own score 83 %'],
])('confidence is a number and a word', (it, words) => {
  expect(confidence(it)).toBe(words);
});

it.each([
  [40_000, '40 s'],
  [185_000, '3 min'],
  [7_300_000, '2 h'],
  [500_000_000, '6 days'],
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

it.each([
  ['2026-09-02', '2 Sep 2026'],
  ['2026-09-02T10:00:00Z', '2 Sep 2026'],
  ['yesterday', 'yesterday'],
  ['2026-19-02', '2026-19-02'],
])('the day %s is %s', (text, words) => {
  expect(day(text)).toBe(words);
});

it('labels fit into sentences, abbreviations stay', () => {
  expect([inSentence('Approve'), inSentence('ACH transfer'), inSentence('ändern')]).toEqual([
    'approve',
    'ACH transfer',
    'ändern',
  ]);
});

it('cleaning keeps what scripts and emoji need', () => {
  expect(clean('می‌خواهم 👩‍🚀\r\nb')).toBe('می‌خواهم 👩‍🚀\nb');
});
