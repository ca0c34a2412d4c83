import type { KnownBlock } from '@slack/types';
import type { Policy } from '../src/core/policy/policy.ts';
import type { OverrideRow, Share, WeeklyReport } from '../src/core/report/weekly.ts';
import { duration, percent } from './figures.ts';
import { type CardMessage, context, header, section } from './pieces.ts';
import { count, moment, outside } from './text.ts';

/** Rows of a table that are shown; the rest stands in the attached file. */
const MOST_ROWS = 6;

export type ReportWords = {
  /** Labels of types by name. */
  types: ReadonlyMap<string, string>;
  /** Labels of reason codes by `type code`. */
  reasons: ReadonlyMap<string, string>;
};

/** How types and reasons are called in reports. */
export const reportWords = ({ types }: Policy): ReportWords => ({
  types: new Map(Object.values(types).map(({ name, label }) => [name, label])),
  reasons: new Map(
    Object.values(types).flatMap(({ name, reasons }) =>
      Object.values(reasons).flatMap((codes) =>
        codes.map(({ id, label }) => [`${name} ${id}`, label] as const),
      ),
    ),
  ),
});

/** The weekly override report: one sentence that can be read alone, then the figures, then what waits longest. */
export const weeklyReportMessage = (report: WeeklyReport, words: ReportWords): CardMessage => {
  const whose = report.queue === null ? 'all queues' : `the queue ${outside(report.queue, 60)}`;
  const sentence = firstSentence(report, words);
  return {
    text: `${weekLabel(report)}, ${whose}. ${sentence}`,
    blocks: [
      header(`${weekLabel(report)}: how often people changed the AI’s answer`),
      context(
        `${capitalWhose(whose)} · ${moment(report.period.from, 'day')} to ${moment(report.period.until - 1, 'day')}`,
      ),
      section(sentence),
      ...measures(report),
      ...table('Changed by type', report.byType, (row) => words.types.get(row.key) ?? row.key),
      ...reasons(report, words),
      ...table('Changed by confidence', report.byBand, ({ key }) => `${key} confidence`),
      ...oldest(report),
      context('The range behind a figure says how sure it is: the fewer the cases, the wider.'),
    ],
  };
};

/** The same as text alone, for an answer that only one person sees. */
export const weeklyReportText = (report: WeeklyReport, words: ReportWords): string => {
  const { blocks } = weeklyReportMessage(report, words);
  return blocks
    .flatMap((block) => {
      if (block.type === 'header') return [`*${outside(block.text.text, 150)}*`];
      if (block.type === 'section') return [block.text?.text ?? ''];
      return block.type === 'context'
        ? block.elements.flatMap((one) => ('text' in one ? [one.text] : []))
        : [];
    })
    .join('\n\n');
};

const capitalWhose = (whose: string): string => whose.charAt(0).toUpperCase() + whose.slice(1);

/** `2026-W47` → `Week 47`. */
const weekLabel = ({ period }: WeeklyReport): string => `Week ${Number(period.name.split('-W')[1])}`;

const firstSentence = (report: WeeklyReport, words: ReportWords): string => {
  const { executed, audits, reviews, before, largest, expired } = report;
  const ran =
    executed === 0
      ? 'Nothing was executed without review.'
      : audits.answered === 0
        ? `${number(executed)} executed without review; ${audits.drawn === 0 ? 'no audit was drawn' : `none of ${count(audits.drawn, 'audit')} was answered`}, so nobody knows how many were wrong.`
        : `${number(executed)} executed without review: ${audits.wrong} wrong in ${count(audits.answered, 'answered audit')}${audits.drawn > audits.answered ? ` of ${audits.drawn}` : ''}, so ${range(audits.interval)}.`;
  const weeks =
    before === null
      ? ''
      : `; the four weeks before: ${percent(before.low)}${before.high === before.low ? '' : ` to ${percent(before.high)}`}`;
  const people =
    reviews.n === 0
      ? 'People reviewed nothing that the AI had recommended.'
      : `People changed the AI’s answer in ${percent(reviews.k / reviews.n)} of ${count(reviews.n, 'review')} (${range(reviews.interval)}${weeks}).`;
  const most =
    largest === null || report.byType.length < 2
      ? ''
      : ` The largest share is ${outside(words.types.get(largest.key) ?? largest.key, 60)}: ${largest.share.k} of ${largest.share.n}.`;
  const lapsed = expired === 0 ? '' : ` ${count(expired, 'decision')} ended without an answer.`;
  return `${ran} ${people}${most}${lapsed}`;
};

const NAMES = {
  automation: 'Ran by itself',
  sla: 'Answered in time',
  escalated: 'Escalated',
  overrides: 'Changed by people',
} as const satisfies Record<WeeklyReport['measures'][number]['name'], string>;

const measures = ({ measures, median_wait_ms, now }: WeeklyReport): KnownBlock[] => {
  const lines = measures.map(({ name, share, target, met }) => {
    const wanted =
      target.low === 0
        ? `under ${percent(target.high)}`
        : target.high === 1
          ? `over ${percent(target.low)}`
          : `${percent(target.low)} to ${percent(target.high)}`;
    const verdict = met === null ? '' : met ? ' · as wanted' : ' · *not as wanted*';
    return `${NAMES[name]}: *${share.n === 0 ? 'nothing to count' : percent(share.k / share.n)}* (wanted: ${wanted})${verdict}`;
  });
  const wait =
    median_wait_ms === null ? [] : [`Half of the answers came within *${duration(median_wait_ms)}*`];
  const waiting = `Waiting now: *${now.open}*${now.overdue === 0 ? '' : `, ${now.overdue} overdue`}`;
  return [section(['*How the desk runs*', ...lines, ...wait, waiting].join('\n'))];
};

const table = (title: string, rows: OverrideRow[], name: (row: OverrideRow) => string): KnownBlock[] => {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_ROWS).map((row) => `${outside(name(row), 60)}: ${shareText(row.share)}`);
  const rest = rows.length - MOST_ROWS;
  return [section([`*${title}*`, ...shown, ...(rest > 0 ? [`${rest} more in the file`] : [])].join('\n'))];
};

const reasons = ({ byReason }: WeeklyReport, words: ReportWords): KnownBlock[] => {
  if (byReason.length === 0) return [];
  const shown = byReason
    .slice(0, MOST_ROWS)
    .map(
      ({ type, key, share }) =>
        `${outside(words.reasons.get(`${type} ${key}`) ?? key, 75)} (${outside(words.types.get(type) ?? type, 60)}): ${shareText(share)}`,
    );
  return [section(['*Why people changed it*', ...shown].join('\n'))];
};

const oldest = ({ now }: WeeklyReport): KnownBlock[] =>
  now.oldest.length === 0
    ? []
    : [
        section(
          [
            '*Waiting longest*',
            ...now.oldest.map(
              ({ title, opened_at, queue }) =>
                `${outside(title, 120)} · ${outside(queue, 60)}, since ${moment(opened_at)}`,
            ),
          ].join('\n'),
        ),
      ];

const shareText = ({ k, n, interval }: Share): string =>
  `${k} of ${n}${n === 0 ? '' : `, ${percent(k / n)} (${range(interval)})`}`;

const range = ({ low, high }: { low: number; high: number }): string =>
  `${(low * 100).toFixed(low * 100 < 10 ? 1 : 0)}–${(high * 100).toFixed(high * 100 < 10 ? 1 : 0)} %`;

const number = (n: number): string => n.toLocaleString('en');
