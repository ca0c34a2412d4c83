const ESCAPED: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Text as it was typed, but for mentions and links: Slack escapes three characters on the way. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|amp);/g, (one) => ESCAPED[one] ?? one);

/** The people whom a message mentions, by id, each once. */
export const mentionedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id = '']) => id)),
];

/**
 * What a message of Slack says as people read it there, as plain text: mentions by name, channels and links in words,
 * and nothing escaped. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 * @param names of those whom it mentions, by id; who is not in it is "somebody"
 */
export const saidIn = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(/<([^<>]*)>|&(?:lt|gt|amp);/g, (whole, inside?: string) =>
    inside === undefined ? unescaped(whole) : wordsFor(inside, names),
  );

const wordsFor = (inside: string, names: ReadonlyMap<string, string>): string => {
  const bar = inside.indexOf('|');
  const what = unescaped(bar < 0 ? inside : inside.slice(0, bar));
  const label = bar < 0 ? '' : unescaped(inside.slice(bar + 1));
  if (what.startsWith('@')) return `@${names.get(what.slice(1)) ?? (label || 'somebody')}`;
  if (what.startsWith('#')) return `#${label || 'channel'}`;
  if (what.startsWith('!subteam')) return label || '@group';
  if (what.startsWith('!')) return label || `@${what.slice(1)}`;
  return label === '' || what === label || what === `mailto:${label}` ? label || what : `${label} (${what})`;
};
