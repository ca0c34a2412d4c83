import type { EndingCount } from './ending.ts';

const COLUMNS = [
  'kind',
  'type',
  'queue',
  'confidence_band',
  'disposition',
  'overridden',
  'reason_code',
  'audit_right',
  'audit_drawn',
  'answered_in_time',
  'escalated',
  'count',
] as const;

/**
 * The counts behind a report, a row for each kind of ending (RFC 4180). A cell that a spreadsheet would run as a formula
 * begins with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export const weeklyCsv = (counts: EndingCount[]): string =>
  [
    COLUMNS,
    ...counts.map((one) => [
      one.kind,
      one.type,
      one.queue,
      one.band,
      one.disposition,
      one.overridden,
      one.reason_code,
      one.right,
      one.sampled,
      one.met,
      one.escalated,
      one.n,
    ]),
  ]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');

const cell = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
