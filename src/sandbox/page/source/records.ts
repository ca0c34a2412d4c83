import type { Callback, Submission } from '../live/answers.ts';
import { isRecord } from '../live/api.ts';

/** A record of the source's traffic as the page tells it: one line and what it rests on. */
export interface Line {
  key: string;
  at: Date;
  direction: 'sent' | 'received';
  source: string;
  title: string;
  /** "202 review", "approved by Ana: over policy cap". */
  result: string;
  tone: 'good' | 'plain' | 'bad';
  /** Only for what was received: whether the signature was right. */
  verified?: boolean;
  details: { label: string; value: unknown }[];
}

/** What a source sent, and the bot's answer at once. */
export function submissionLine({ n, at, source, body, status, answer }: Submission): Line {
  const words = [
    status === 0 ? 'no answer' : String(status),
    textAt(answer, 'route', 'level'),
    textAt(answer, 'disposition'),
    textAt(answer, 'title'),
  ];
  return {
    key: `sent-${n}`,
    at: new Date(at),
    direction: 'sent',
    source,
    title: textAt(body, 'title') ?? textAt(body, 'type') ?? 'Decision',
    result: readable(words),
    tone: status >= 200 && status < 300 ? 'plain' : 'bad',
    details: [
      { label: 'Sent', value: body },
      { label: 'Answer', value: answer },
    ],
  };
}

/** A callback that a source received, with who decided and why. */
export function callbackLine({ n, at, source, verified, duplicate, error, headers, body }: Callback): Line {
  const words = [
    textAt(body, 'data', 'disposition'),
    verdictWords(body),
    textAt(body, 'data', 'question'),
    duplicate ? 'came before' : undefined,
    error,
  ];
  return {
    key: `received-${n}`,
    at: new Date(at),
    direction: 'received',
    source: source ?? '',
    title: [textAt(body, 'type') ?? 'callback', textAt(body, 'data', 'external_id')]
      .filter(Boolean)
      .join(' · '),
    result: readable(words),
    tone: verified ? 'good' : 'bad',
    verified,
    details: [
      { label: 'Callback', value: body },
      { label: 'Headers', value: headers },
    ],
  };
}

/** How many of each the page keeps; the sandbox keeps more. */
const kept = 200;

/** What is known and what came since, by number, newest last. */
export function joined<T extends { n: number }>(known: T[], came: T[]): T[] {
  const last = known.at(-1)?.n ?? 0;
  return [...known, ...came.filter((one) => one.n > last)].slice(-kept);
}

function readable(words: (string | undefined)[]): string {
  return words.filter(Boolean).join(' · ').replaceAll('_', ' ');
}

/** "by Ana Lindqvist: over policy cap, "Hotel capped at 180 a night"". */
function verdictWords(body: unknown): string {
  const data = isRecord(body) && isRecord(body.data) ? body.data : {};
  const verdicts = Array.isArray(data.verdicts) ? data.verdicts.filter(isRecord) : [];
  return verdicts
    .map((one) => {
      const by = textAt(one, 'by', 'name') ?? textAt(one, 'by', 'id') ?? textAt(one, 'by') ?? 'somebody';
      const reason = textAt(one, 'reason_code')?.replaceAll('_', ' ');
      const rationale = textAt(one, 'rationale');
      const why = [reason, rationale && `“${rationale}”`].filter(Boolean).join(', ');
      return `by ${by}${why ? `: ${why}` : ''}`;
    })
    .join('; ');
}

function textAt(record: unknown, ...path: string[]): string | undefined {
  let found: unknown = record;
  for (const step of path) found = isRecord(found) ? found[step] : undefined;
  return typeof found === 'string' ? found : undefined;
}
