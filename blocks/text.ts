import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import type { Person } from '../src/core/actor.ts';
import { type Instant, iso } from '../src/core/time.ts';

/** Ends long texts that were cut; short ones end in `…` alone. The whole is in "Full context". */
export const CUT = '… (cut)';
const SHORT = 150;

/**
 * Control characters, and those that turn the direction of what follows around so that an amount can be read
 * backwards. Joiners stay: emoji and several scripts need them.
 */
const UNSEEN = /[[\p{Cc}--[\n\t]]\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gv;

/** Far above anything that is shown in one place, so that a megabyte is not cleaned for a line. */
const clip = (text: string, max: number): string => (text.length > max ? text.slice(0, max) : text);

/** Text from outside without what cannot be seen; line ends become `\n`, broken surrogates a replacement mark. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(UNSEEN, '')
    .toWellFormed();

/** Cuts to at most `max` characters, the mark included, and never through a surrogate pair. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const end = max > SHORT ? CUT : '…';
  return `${text
    .slice(0, Math.max(0, max - end.length))
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}${end}`;
};

/** Text from outside on one line, cut to `max`: no line break can pretend to start a line of ours. */
export const line = (text: string, max: number): string =>
  cut(
    clean(clip(text, max * 4 + 1000))
      .replace(/\s+/g, ' ')
      .trim(),
    max,
  );

/** Text from outside on several lines, cut to `max`; more than two line ends in a row become two. */
export const lines = (text: string, max: number): string =>
  cut(
    clean(clip(text, max * 4 + 1000))
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    max,
  );

/** The beginning of a text, at most `max` characters and `rows` lines, so that a mail cannot push the buttons away. */
export const beginning = (text: string, max: number, rows = 12): string => {
  const whole = lines(text, max);
  const kept = whole.split('\n').slice(0, rows).join('\n').trimEnd();
  return kept.length === whole.length ? whole : cut(`${kept}${CUT}`, max);
};

/**
 * Escapes what Slack reads as control: no mention, broadcast or link can come out of the text.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Text from outside inside mrkdwn, on one line: escaped, and with marks that would format it swapped for characters
 * that look the same, so that it cannot set itself in bold as if it were ours.
 */
export const outside = (text: string, max: number): string => escape(quiet(line(text, max)));

const LOOKALIKES: Record<string, string> = { '*': '\u2217', _: '\uFF3F', '~': '\u223C', '`': '\u02CB' };

/**
 * Only marks where formatting could begin or end, ours around the text included: `snake_case`, `5*3` and `a~b` stay as
 * they are.
 */
const quiet = (text: string): string =>
  text.replace(
    /(?<![\p{L}\p{N}_])[*_~](?=\S)|(?<=\S)[*_~](?![\p{L}\p{N}_])|`/gu,
    (mark) => LOOKALIKES[mark] ?? mark,
  );

/** A mrkdwn object that Slack adds no links or mentions to by itself. */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** A plain text object on one line, cut to `max`; an empty text becomes a dash, since Slack refuses empty ones. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: line(text, max) || '–',
  emoji: false,
});

/** How moments are written; each reader sees their own zone. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const MOMENT_FORMATS = {
  day: '{date_short_pretty}',
  day_and_time: '{date_short_pretty} at {time}',
  ago: '{ago}',
  time: '{time}',
  time_secs: '{time_secs}',
} as const;
export type MomentFormat = keyof typeof MOMENT_FORMATS;

/** A moment as a date token, with UTC for clients that know none. */
export const moment = (at: Instant, format: MomentFormat = 'day_and_time'): string =>
  `<!date^${Math.floor(at / 1000)}^${MOMENT_FORMATS[format]}|${momentInUtc(at, format)}>`;

/** A moment in words that need no token: `2026-11-20 17:00 UTC`. */
export const momentInUtc = (at: Instant, format: MomentFormat = 'day_and_time'): string => {
  const [day = '', time = ''] = iso(at).split('T');
  if (format === 'day') return day;
  const clock = format === 'time_secs' ? time.slice(0, 8) : time.slice(0, 5);
  return format === 'day_and_time' || format === 'ago' ? `${day} ${clock} UTC` : `${clock} UTC`;
};

const SLACK_USER = /^[UW][A-Z0-9]{2,20}$/;

/** A person in mrkdwn: a mention when the id is one of Slack's, their name otherwise. */
export const personLink = ({ id, name }: Pick<Person, 'id' | 'name'>): string =>
  SLACK_USER.test(id) ? `<@${id}>` : outside(name ?? id, 80);

/** A person where nothing can be mentioned. */
export const personName = ({ id, name }: Pick<Person, 'id' | 'name'>): string => line(name ?? id, 80);

/**
 * A web address in mrkdwn that shows itself and nothing else, as the browser will read it (so that look-alike
 * letters turn into `xn--…`). Addresses with a user name in front, too long or not of the web stay text.
 */
export const address = (url: string, max = 120): string => {
  const safe = safeAddress(url);
  return safe !== undefined && safe.length <= max ? `<${escape(safe)}>` : outside(url, max);
};

/** Words that lead to an address of Slack's own, such as a card's; the bare words where it cannot be a link. */
export const linked = (url: string, words: string): string => {
  const safe = safeAddress(url);
  return safe === undefined ? outside(words, 100) : `<${escape(safe)}|${outside(words, 100)}>`;
};

/** The address as the browser reads it; undefined for what must not become a link. */
export const safeAddress = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return /[<>|\s"]/.test(href) ? href.replace(/[<>|\s"]/g, encodeURIComponent) : href;
};

/** Lower-cases the first letter of a word inside a sentence; abbreviations such as `ACH` stay. */
export const inSentence = (label: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Upper-cases the first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `3 facts`, `1 fact`. */
export const count = (n: number, one: string, many: string = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;
