import {
  aCase,
  HOUR,
  MINUTE,
  NOW,
  revision,
  settledCase,
  settlingCase,
  submission,
  verdict,
} from '../blocks/a-case.ts';
import { cardState, happened, mail } from './cases.ts';
import type { State } from './state.ts';

const told = happened(
  'callback_delivered',
  { kind: 'job', id: 'callbacks' },
  { callback: 'decision.resolved' },
);
const rejection = { option: 'reject', reason_code: 'over_cap', rationale: 'Hotel capped at 180 a night' };
const values = { amount: { value: 1760, currency: 'EUR' }, category: 'Meals' };

/** Cards of what is decided. */
export const settledCards: State[] = [
  cardState('settled', 'Approved, as the AI said; told to the source', ({ ben }) =>
    settledCase(verdict({ by: ben }), 'approved', { events: [told] }),
  ),
  cardState('settled', 'Rejected against the AI; can be undone for a while', ({ ben }) =>
    settlingCase(verdict({ by: ben, ...rejection })),
  ),
  cardState('settled', 'Approved with changes, with what the role documents', ({ ben }) =>
    settledCase(
      verdict({ by: ben, ...rejection, option: 'approve', values, documented: { 'Cost centre': '4711' } }),
      'modified',
      { events: [told] },
    ),
  ),
  cardState('settled', 'An option of the type’s own', ({ ben }) => {
    const { kase, type } = mail();
    const given = verdict({
      by: ben,
      option: 'deliver',
      reason_code: 'other',
      rationale: 'A known newsletter',
    });
    const { revision: stands, decision } = kase;
    return {
      type,
      kase: settledCase(given, 'rejected', { revision: stands, decision: { source: decision.source } }),
    };
  }),
  cardState('settled', 'Answered by several, the last one in somebody’s stead', ({ ana, ben, chiara }) =>
    settledCase(verdict({ by: ben, for: chiara }), 'approved', {
      review: {
        quorum: { seats: [{ role: null }, { role: null }], order: 'parallel', ends: 'any_reject' },
        verdicts: [verdict({ by: ana, seat: 0 }), verdict({ by: ben, for: chiara, seat: 1 })],
      },
      events: [told],
    }),
  ),
  cardState('settled', 'Answered blind and changed at the reveal', ({ ben }) => {
    const { option, reason_code, rationale, tags, at } = verdict(rejection);
    const first = { option, reason_code, rationale, tags, at: at - MINUTE };
    return settledCase(verdict({ by: ben, blind: { reveal: 'changed', until: NOW, first } }), 'approved', {
      events: [told],
    });
  }),
  cardState('settled', 'Corrected later; the source could not reverse it', ({ ben, chiara }) =>
    settledCase(verdict({ by: ben, at: NOW - 3 * HOUR }), 'approved', {
      events: [
        { ...told, at: NOW - 3 * HOUR },
        {
          ...happened(
            'corrected',
            { kind: 'person', id: chiara.id },
            {
              by: chiara,
              was: 'approve',
              now: 'reject',
              values: null,
              disposition: 'rejected',
              reason_code: 'duplicate',
              reason: 'Paid in May already',
              tags: [],
            },
          ),
          at: NOW - HOUR,
        },
        { ...happened('remedied', { kind: 'source', id: 'expense-bot' }, { result: 'impossible' }), at: NOW },
      ],
    }),
  ),
  cardState('settled', 'Corrected later: the same answer, with other values', ({ ben, chiara }) => {
    const values = { amount: { value: 1790, currency: 'EUR' } };
    const answered = verdict({ by: ben, at: NOW - 3 * HOUR, values, reason_code: 'over_cap' });
    return settledCase(answered, 'modified', {
      decision: { values },
      events: [
        { ...told, at: NOW - 3 * HOUR },
        {
          ...happened(
            'corrected',
            { kind: 'person', id: chiara.id },
            {
              by: chiara,
              was: 'approve',
              now: 'approve',
              values: { amount: { value: 1760, currency: 'EUR' } },
              disposition: 'modified',
              reason_code: 'over_cap',
              reason: 'The cap is 180 a night, not 190',
              tags: [],
            },
          ),
          at: NOW - HOUR,
        },
      ],
    });
  }),
  cardState('settled', 'The source could not be reached', ({ ben }) =>
    settledCase(verdict({ by: ben }), 'approved', {
      events: [
        happened('callback_failed', { kind: 'job', id: 'callbacks' }, { callback: 'decision.resolved' }),
      ],
    }),
  ),
  cardState('settled', 'Withdrawn by the source', () =>
    aCase({
      decision: { status: 'resolved', disposition: 'cancelled', resolved_at: NOW },
      review: { status: 'settled', disposition: 'cancelled', settled_at: NOW },
      events: [
        happened('cancelled', { kind: 'source', id: 'expense-bot' }, { reason: 'Dana sent a new report' }),
      ],
    }),
  ),
  cardState('settled', 'Nobody answered in time', () =>
    aCase({
      revision: revision({ body: submission({ title: 'Expense report EXP-10422: Offsite in June' }) }),
      decision: { status: 'resolved', disposition: 'expired', resolved_at: NOW },
      review: { status: 'settled', disposition: 'expired', settled_at: NOW },
      events: [happened('expired', { kind: 'job', id: 'time' }, {})],
    }),
  ),
];
