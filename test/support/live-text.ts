/** What Slack would make live if it stood unescaped in mrkdwn. */
export const INJECTIONS = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@UEVIL1>',
  '<#CEVIL1|general>',
  '<!subteam^SEVIL1>',
  '<https://evil.example/login|Sign in again>',
  '<mailto:evil@evil.example|Write to us>',
] as const;

/** All of them in one text, with what else may break out of a quote, a link or a line. */
export const HOSTILE = `${INJECTIONS.join(' ')} @here @channel *bold* _it_ ~no~ \`code\` > quote & &lt;!channel&gt; \u202Egnp.exe`;

/** What would turn the direction of the text after it around. */
const TURNS_AROUND = /[\u202A-\u202E\u2066-\u2069]/;
const LIVE = /<(?:!(?:channel|here|everyone|subteam)|@UEVIL1|#CEVIL1|(?:https?|mailto):[^<>|]*\|)/;

/** Slack makes mentions of such words itself where the text is not taken as it stands, or where it is asked to. */
const isParsed = (one: Record<string, unknown>, text: string): boolean =>
  (one['type'] === 'mrkdwn' && one['verbatim'] !== true) ||
  (/@(?:here|channel|everyone)/.test(text) &&
    (one['link_names'] !== undefined || one['parse'] !== undefined));

type Found = { where: string; text: string };

/**
 * Everything in a message, view or response that Slack would read as mrkdwn and that holds a live mention or a link
 * under another label, or that turns text around. Plain text and rich text say what they say, so they may hold anything else.
 */
export const liveTexts = (payload: unknown, where = ''): Found[] => {
  if (Array.isArray(payload)) return payload.flatMap((one, index) => liveTexts(one, `${where}[${index}]`));
  if (typeof payload !== 'object' || payload === null) return [];
  const one = payload as Record<string, unknown>;
  const kind = one['type'];
  const isMrkdwn = kind === 'mrkdwn' || kind === 'markdown' || kind === undefined;
  const { text } = one;
  const isLive =
    typeof text === 'string' &&
    (TURNS_AROUND.test(text) || (isMrkdwn && (LIVE.test(text) || isParsed(one, text))));
  const own = isLive ? [{ where: `${where}.text`, text }] : [];
  return [...own, ...Object.entries(one).flatMap(([name, value]) => liveTexts(value, `${where}.${name}`))];
};
