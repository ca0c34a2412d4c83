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
export function submissionLine(record: Submission, at: number): Line {
  const body = isRecord(record.body) ? record.body : {};
  const answer = isRecord(record.answer) ? record.answer : {};
  const status = record.status ?? (typeof answer.status === 'number' ? answer.status : undefined);
  const title = record.title ?? textAt(body, 'title') ?? textAt(body, 'type') ?? 'Decision';
  const words = [
    status,
    textAt(answer, 'route', 'level'),
    textAt(answer, 'disposition'),
    textAt(answer, 'title'),
    record.error,
  ];
  return {
    key: `sent-${record.n ?? at}`,
    at: new Date(record.at),
    direction: 'sent',
    source: record.source,
    title,
    result: words
      .filter((one) => one !== undefined && one !== '')
      .join(' · ')
      .replaceAll('_', ' '),
    tone: status === undefined || status >= 400 ? 'bad' : 'plain',
    details: [
      { label: 'Sent', value: record.body },
      { label: 'Answer', value: record.answer },
    ],
  };
}

/** A callback that a source received, with who decided and why. */
export function callbackLine(record: Callback, at: number): Line {
  const body = isRecord(record.body) ? record.body : {};
  const data = isRecord(record.data) ? record.data : isRecord(body.data) ? body.data : {};
  const type = record.type ?? textAt(body, 'type') ?? 'callback';
  return {
    key: `received-${record.n ?? at}`,
    at: new Date(record.at),
    direction: 'received',
    source: record.source ?? '',
    title: [type, textAt(data, 'external_id')].filter(Boolean).join(' · '),
    result: [
      textAt(data, 'disposition')?.replaceAll('_', ' '),
      verdictWords(data),
      textAt(data, 'question'),
      record.error,
    ]
      .filter(Boolean)
      .join(' · '),
    tone: record.verified === false ? 'bad' : 'good',
    verified: record.verified !== false,
    details: [{ label: 'Callback', value: record.body ?? record.data }],
  };
}

/** "by Ana Lindqvist: over policy cap, "Hotel capped at 180 a night"". */
function verdictWords(data: Record<string, unknown>): string {
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

function textAt(record: Record<string, unknown>, ...path: string[]): string | undefined {
  let found: unknown = record;
  for (const step of path) found = isRecord(found) ? found[step] : undefined;
  return typeof found === 'string' ? found : undefined;
}
