import type { Case } from '../../src/core/review/case.ts';
import { countStates, type MissReport } from '../../src/core/review/miss.ts';
import { aCase, HOUR, NOW, verdict } from '../blocks/a-case.ts';
import { cardState, happened } from './cases.ts';
import type { State } from './state.ts';

type Change = NonNullable<Parameters<typeof aCase>[0]>;

/** Something that was executed two hours ago and is looked at again. */
export const audited = (change: Change = {}): Case =>
  aCase({
    ...change,
    decision: {
      status: 'resolved',
      option: 'approve',
      disposition: 'auto_executed',
      resolved_at: NOW - 2 * HOUR,
      ...change.decision,
    },
    review: { kind: 'audit', because: 'sampled', ...change.review },
  });

const answered = (over: Partial<ReturnType<typeof verdict>>, events: Case['events'] = []): Case =>
  audited({ review: { status: 'settled', settled_at: NOW, verdicts: [verdict(over)] }, events });

const wrong = { option: 'reject', reason_code: 'duplicate', rationale: 'Paid in March' };

const missed = (over: Partial<MissReport>): Case => ({
  ...answered(wrong),
  miss: {
    review_id: 'rev_1',
    decision_id: 'dec_1',
    type: 'expense.report',
    level: 'auto_execute',
    consequence: 'low',
    band: 'high',
    since: NOW - 24 * HOUR,
    found: 7,
    is_all: true,
    amounts: { EUR: 312.4, USD: 20 },
    decision_ids: ['dec_2'],
    rechecked: null,
    created_at: NOW,
    states: countStates([]),
    stop: null,
    ...over,
  },
});

/** Cards that look at what was executed. */
export const auditCards: State[] = [
  cardState('audit', 'Drawn: was it right?', () => audited()),
  cardState('audit', 'Executed like one that was wrong', () => audited({ review: { because: 'recheck' } })),
  cardState('audit', 'The person concerned asks for another look', () =>
    audited({
      decision: { option: 'reject', disposition: 'rejected' },
      review: { because: 'contest' },
      events: [
        happened(
          'contested',
          { kind: 'source', id: 'expense-bot' },
          { by: 'Dana Ruiz', note: 'It was the last room in town' },
        ),
      ],
    }),
  ),
  cardState('audit', 'It was right', ({ ben }) => answered({ by: ben })),
  cardState('audit', 'It was wrong, and could not be reversed', ({ ben }) =>
    answered({ by: ben, ...wrong }, [
      happened('remedied', { kind: 'source', id: 'expense-bot' }, { result: 'impossible' }),
    ]),
  ),
  cardState('audit', 'A miss: what else ran like it', () => missed({})),
  cardState('audit', 'A miss that is re-checked, and its type stopped', ({ ben }) =>
    missed({
      rechecked: { by: ben, at: NOW, count: 7 },
      states: { waiting: 2, open: 2, right: 2, wrong: 1, reversed: 0, impossible: 0 },
      stop: {
        id: 'stp_1',
        type: 'expense.report',
        by: { kind: 'person', id: ben.id, name: ben.name ?? 'Ben' },
        at: NOW,
        reason: 'Two misses in a day',
        started_by: null,
        started_at: null,
        start_reason: null,
      },
    }),
  ),
];
