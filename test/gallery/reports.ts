import { digestMessage } from '../../blocks/digest.ts';
import { weeklyReportMessage } from '../../blocks/weekly-report.ts';
import { dailyDigest, type OpenItem } from '../../src/core/report/daily.ts';
import type { EndingCount } from '../../src/core/report/ending.ts';
import { weeklyReport } from '../../src/core/report/weekly.ts';
import { HOUR, NOW } from '../blocks/a-case.ts';
import { endingCount } from '../support/endings.ts';
import { FORM } from './cases.ts';
import type { State } from './state.ts';

const DAY = 24 * HOUR;

const item = (title: string, due_at: number, over: Partial<OpenItem> = {}): OpenItem => ({
  review_id: FORM.review_id,
  revision: 1,
  title,
  queue: 'finance',
  due_at,
  opened_at: NOW - 20 * HOUR,
  held_by: null,
  waiting_for_answer: false,
  ...over,
});

const ended = (n: number, over: Partial<EndingCount>): EndingCount => endingCount({ n, ...over });

const overridden = (n: number, over: Partial<EndingCount>): EndingCount =>
  ended(n, { disposition: 'rejected', overridden: true, reason_code: 'duplicate', ...over });

/** What queues and managers read by themselves. */
export const reports: State[] = [
  {
    kind: 'note',
    says: 'The daily digest of a queue',
    on: 'message',
    draw: () => {
      const digest = dailyDigest(
        [
          item('Expense report EXP-10422: Berlin offsite, 1,840.50 EUR', NOW - 3 * HOUR, {
            held_by: 'Ana Lindqvist',
          }),
          item('Expense report EXP-10430: Train to Hamburg, 96.40 EUR', NOW + 2 * HOUR, {
            waiting_for_answer: true,
          }),
          item('Expense report EXP-10440: Taxi, 48.20 EUR', NOW + 90 * HOUR),
        ],
        {
          period: { name: '2026-11-20', from: NOW - DAY, until: NOW },
          queue: 'finance',
          now: NOW,
          until: NOW + DAY,
        },
      );
      if (digest === null) throw new Error('the gallery has no digest');
      return digestMessage(digest);
    },
  },
  {
    kind: 'note',
    says: 'The weekly report',
    on: 'message',
    draw: () =>
      weeklyReportMessage(
        weeklyReport({
          period: { name: '2026-W47', from: NOW - 7 * DAY, until: NOW },
          queue: null,
          counts: [
            ended(1305, { kind: 'executed', disposition: 'auto_executed', overridden: null, sampled: false }),
            ended(140, { kind: 'executed', disposition: 'auto_executed', overridden: null, sampled: true }),
            ended(130, { kind: 'audited', right: true }),
            ended(1, { kind: 'audited', right: false }),
            ended(290, {}),
            ended(48, { type: 'refund.request', met: false }),
            overridden(33, {}),
            overridden(41, { type: 'refund.request', escalated: true }),
          ],
          before: [
            { answered: 355, overridden: 55 },
            { answered: 382, overridden: 72 },
          ],
          median_wait_ms: 220_000,
          now: {
            open: 23,
            overdue: 2,
            oldest: [{ title: 'Refund RF-2201, 812.00 EUR', opened_at: NOW - 3 * DAY, queue: 'finance' }],
          },
        }),
        {
          types: new Map([
            ['expense.report', 'Expense report'],
            ['refund.request', 'Refund request'],
          ]),
          reasons: new Map([
            ['expense.report duplicate', 'Duplicate'],
            ['refund.request duplicate', 'Duplicate order'],
          ]),
        },
      ),
  },
];
