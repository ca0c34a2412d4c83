import { record } from '../../blocks/form-state.ts';

/** Every object within a payload, depth first. */
const objectsIn = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [record(value), ...Object.values(value).flatMap(objectsIn)];
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
export const mrkdwnIn = (payload: unknown): string[] =>
  strings(objectsIn(payload).flatMap(({ type, text }) => (type === 'mrkdwn' ? [text] : [])));

/** Everything in a payload that would mention somebody or become a link, beside dates and those allowed. */
export const liveIn = (payload: unknown, texts: string[] = [], people: string[] = []): string[] => [
  ...[...texts, ...mrkdwnIn(payload)]
    .flatMap((text) => text.match(/<[^>]*>?/g) ?? [])
    .filter((token) => !isOurs(token, people)),
  ...objectsIn(payload)
    .filter(({ type, text }) => FORBIDDEN.has(String(type)) || (type === 'link' && text !== undefined))
    .map((element) => JSON.stringify(element)),
];

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
  /^<https?:\/\/[^|>\s]+>$/.test(token) ||
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
