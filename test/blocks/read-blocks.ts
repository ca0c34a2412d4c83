import { record } from '../../blocks/form-state.ts';

/** Every object within a payload, depth first. */
const objectsIn = (value: unknown): Record<string, unknown>[] => {
  const found: Record<string, unknown>[] = [];
  const look = (it: unknown): void => {
    if (typeof it !== 'object' || it === null) return;
    if (!Array.isArray(it)) found.push(record(it));
    for (const inner of Object.values(it)) look(inner);
  };
  look(value);
  return found;
};

const strings = (values: unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** All words of a payload as people read them, in order, unescaped; date tokens as their fallback. */
export const wordsOf = (payload: unknown): string =>
  strings(
    objectsIn(payload).flatMap(({ type, text, url }) => [
      ...(type === 'mrkdwn' || type === 'plain_text' || type === 'text' ? [text] : []),
      ...(type === 'link' ? [url] : []),
    ]),
  )
    .map(read)
    .join('\n');

/** A mrkdwn text as a reader sees it. */
export const read = (mrkdwn: string): string =>
  mrkdwn
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Texts in which Slack looks for mentions and links. */
const mrkdwnOf = (objects: Record<string, unknown>[]): string[] =>
  strings(objects.flatMap(({ type, text }) => (type === 'mrkdwn' ? [text] : [])));

/**
 * Everything in a payload that would mention somebody, become a link or lead elsewhere than it says, beside dates and
 * those allowed.
 */
export const liveIn = (payload: unknown, texts: string[] = [], people: string[] = []): string[] => {
  const objects = objectsIn(payload);
  return [
    ...[...texts, ...mrkdwnOf(objects)]
      .flatMap((text) => text.match(/<[^>]*>?/g) ?? [])
      .filter((token) => !isOurs(token, people)),
    ...objects.filter(isMisleading).map((element) => JSON.stringify(element)),
    ...[...texts, ...seenOf(objects)].filter((text) => TURNS_AROUND.test(text)),
  ];
};

/** What would turn the direction of the text after it around. */
const TURNS_AROUND = /[\u202A-\u202E\u2066-\u2069]/;

/** All that is read out or shown of a payload, whatever marks it up. */
export const seenIn = (payload: unknown): string[] => seenOf(objectsIn(payload));

const seenOf = (objects: Record<string, unknown>[]): string[] =>
  strings(
    objects.flatMap(({ text, url, accessibility_label, alt_text, initial_value }) => [
      text,
      url,
      accessibility_label,
      alt_text,
      initial_value,
    ]),
  );

/** Where mrkdwn is not verbatim, Slack makes mentions of `@here` and links of its own: https://docs.slack.dev/messaging/formatting-message-text#automatic-parsing */
const isMisleading = ({ type, text, url, verbatim }: Record<string, unknown>): boolean =>
  FORBIDDEN.has(String(type)) ||
  (type === 'mrkdwn' && verbatim !== true) ||
  (type === 'link' && (text !== undefined || !isPlainAddress(String(url))));

/** Of the web, and without the name of a user in front, which looks like the site that it is not. */
const isPlainAddress = (url: string): boolean => {
  const { protocol, username, password } = new URL(url);
  return /^https?:$/.test(protocol) && username === '' && password === '';
};

const FORBIDDEN = new Set([
  'user',
  'usergroup',
  'broadcast',
  'channel',
  'team',
  'emoji',
  'color',
  'image',
  'video',
  'markdown',
]);

const isOurs = (token: string, people: string[]): boolean =>
  /^<!date\^\d+\^(?:\{\w+\}| |at)+\|[-\d: UTC]+>$/.test(token) ||
  (/^<https?:\/\/[^|>\s]+>$/.test(token) && isPlainAddress(token.slice(1, -1))) ||
  people.some((id) => token === `<@${id}>`);

/** Elements that can be pressed, by action id. */
export const pressable = (payload: unknown): Map<string, Record<string, unknown>> =>
  new Map(
    objectsIn(payload).flatMap((it) =>
      typeof it.action_id === 'string' ? [[it.action_id, it] as const] : [],
    ),
  );

/** Labels of the buttons, in order. */
export const buttonLabels = (payload: unknown): string[] =>
  objectsIn(payload).flatMap(({ type, text }) => (type === 'button' ? [String(record(text).text)] : []));
