import {
  aCase,
  expenseType,
  HOUR,
  MINUTE,
  NOW,
  revision,
  route,
  submission,
  verdict,
} from '../blocks/a-case.ts';
import { CHECKED_BEFORE, cardState, happened, mail, plain, routed, usual } from './cases.ts';
import type { State } from './state.ts';

const asked = 'How many nights was it, and was breakfast included?';

/** Cards on which somebody has to answer. */
export const openCards: State[] = [
  cardState('open', 'Routine: low consequence, checked cases known', () => plain()),
  cardState('open', 'Medium consequence, with what was decided before', () => usual()),
  cardState('open', 'A new model version: only others were checked', () => ({
    ...usual(),
    checked: CHECKED_BEFORE,
  })),
  cardState('open', 'High consequence, overdue', () =>
    routed({ consequence: 'high' }, { review: { due_at: NOW - 3 * HOUR } }),
  ),
  cardState('open', 'Decide first: the recommendation is hidden', () => routed({ blind: true })),
  cardState('open', 'A person decides: the facts first, the AI last', () =>
    routed({ level: 'human_decides', confidence: { raw: 0.61, used: 0.56, band: 'low' } }),
  ),
  cardState('open', 'Human only: no line of the AI', () => routed({ level: 'human_only' })),
  cardState('open', 'Changed since it was looked at', () =>
    usual({
      revision: revision({
        revision: 2,
        body: submission({
          facts: { ...submission().facts, amount: { value: 1760, currency: 'EUR' }, trip_ends: '2026-11-14' },
        }),
      }),
      previous: revision(),
    }),
  ),
  cardState('open', 'Waiting for an answer', ({ ben }) =>
    usual({
      review: {
        status: 'waiting_info',
        info: {
          request_id: 'inf_1',
          question: asked,
          facts: ['nights'],
          by: ben,
          asked_at: NOW - 40 * MINUTE,
          due_at: NOW + 3 * HOUR,
        },
      },
    }),
  ),
  cardState('open', 'Answered: the answer and what it changed', () =>
    usual({
      revision: revision({
        revision: 2,
        body: submission({ facts: { ...submission().facts, nights: ['Berlin', 'Potsdam'] } }),
      }),
      previous: revision(),
      review: {
        info_answers: [
          {
            request_id: 'inf_1',
            question: asked,
            note: 'Two nights, breakfast on both.\nThe second bill came late.',
            at: NOW - 5 * MINUTE,
            by: 'expense-bot',
          },
        ],
      },
    }),
  ),
  cardState('open', 'Two of three seats are still empty; somebody took it', ({ ana, ben }) =>
    routed(
      { consequence: 'high' },
      {
        review: {
          quorum: {
            seats: [{ role: 'finance_lead' }, { role: 'controller' }, { role: null }],
            order: 'parallel',
            ends: 'any_reject',
          },
          verdicts: [verdict({ by: ben, seat: 0 })],
          assignee: ana,
        },
      },
    ),
  ),
  cardState('open', 'Above an authority: somebody recommends', ({ ben }) =>
    usual({
      review: { endorsements: [verdict({ by: ben, rationale: 'Rates agreed with the organiser' })] },
      events: [
        happened('verdict_given', { kind: 'person', id: ben.id }, { needs: ['controller'], verdict: {} }),
      ],
    }),
  ),
  cardState('open', 'Somebody has its form open', ({ chiara }) =>
    usual({ review: { claim: { by: chiara, at: NOW - MINUTE, until: NOW + 4 * MINUTE } } }),
  ),
  cardState('open', 'The person concerned asks for a human', () =>
    usual({
      events: [
        happened(
          'contested',
          { kind: 'source', id: 'expense-bot' },
          { by: 'Dana Ruiz', note: 'It was the last room in town' },
        ),
      ],
    }),
  ),
  cardState('open', 'Options of the type’s own, lists, yes and no, a moment, a masked fact', () => mail()),
  cardState('open', 'More than fits: what is cut says so', () =>
    usual({
      revision: revision({
        body: submission({
          title: `Expense report EXP-10422: ${'Berlin offsite with two teams and a rented hall, '.repeat(5)}`,
          facts: {
            ...submission().facts,
            note: 'The hall was booked for two days, and the caterer charged for both. '.repeat(40),
            nights: Array.from({ length: 60 }, (_, n) => `Night ${n + 1}`),
          },
          attachments: Array.from({ length: 6 }, (_, n) => ({
            title: `receipt-${n + 1}.pdf`,
            url: `https://example.com/receipts/${n + 1}.pdf`,
          })),
        }),
        route: route({
          flags: Array.from({ length: 9 }, (_, n) => ({
            code: 'rule',
            sentence: `Rule ${n + 1} asks for a look: the hotel is above the cap of its city`,
            weight: 40,
          })),
        }),
      }),
    }),
  ),
  cardState('open', 'Facts that are missing', () => {
    const { amount: _, ...facts } = submission().facts;
    return {
      kase: aCase({
        revision: revision({
          body: submission({ facts }),
          route: route({
            level: 'human_decides',
            flags: [{ code: 'missing_fact', sentence: 'Amount is missing, though required', weight: 95 }],
          }),
        }),
      }),
      type: expenseType(),
    };
  }),
];
