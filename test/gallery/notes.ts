import { directMessage } from '../../blocks/direct-message.ts';
import { infoRequest } from '../../blocks/info-request.ts';
import { emptySeatAlert, goneTypesAlert } from '../../blocks/policy-alerts.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { stopNotice } from '../../blocks/stop-notice.ts';
import { threadNote } from '../../blocks/thread-note.ts';
import type { DecisionEvent } from '../../src/core/decision/decision.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { InfoRequest } from '../../src/core/review/review.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { questionView } from '../../src/core/review/view-question.ts';
import { type CardMessage, cardMessage } from '../../src/slack/card-message.ts';
import { expenseType, HOUR, NOW, settledCase, verdict } from '../blocks/a-case.ts';
import { CHANNEL, happened, usual } from './cases.ts';
import type { Cast, State } from './state.ts';

const namesOf = (cast: Cast): ReadonlyMap<string, string> =>
  new Map(Object.values(cast).map(({ id, name }) => [id, name ?? id]));

const inThread = (says: string, tell: (cast: Cast) => { event: DecisionEvent; to?: string }): State => ({
  kind: 'note',
  says,
  on: 'message',
  draw: (cast) => threadNote({ ...tell(cast), names: namesOf(cast), source: 'expense-bot' }),
});

const asked = ({ ben, chiara }: Cast): InfoRequest => ({
  request_id: 'inf_1',
  question: 'How many nights was it, and was breakfast included?',
  facts: ['receipts', 'per_diem'],
  to: 'submitter',
  person: chiara,
  by: ben,
  asked_at: NOW - HOUR,
  due_at: NOW + 3 * HOUR,
});

/** A message to Ana that asks for nothing any more. */
const over = (says: string, of: (cast: Cast) => Case): State => ({
  kind: 'note',
  says,
  on: 'message',
  draw: (cast): CardMessage => {
    const event = happened('reminded', { kind: 'job', id: 'time' }, { nth: 2, assignee: cast.ana });
    const kase = of(cast);
    const about = { event: event.type, at: event.at, to: cast.ana.id };
    const told = { ...kase, events: [...kase.events, event] };
    const message = cardMessage({ kind: 'direct', about }, told, expenseType(), NOW);
    if (message === undefined) throw new Error('the gallery has no such message');
    return message;
  },
});

const question = (says: string, of: (cast: Cast) => Case): State => ({
  kind: 'note',
  says,
  on: 'message',
  draw: (cast) => {
    const view = questionView(of(cast), expenseType(), NOW - HOUR);
    if (view === undefined) throw new Error('the gallery has no question');
    return infoRequest(view);
  },
});

/** Short messages: the thread of a card, direct ones, and what a person alone is told. */
export const notes: State[] = [
  inThread('In the thread: handed over', ({ ana, ben }) => ({
    event: happened(
      'reassigned',
      { kind: 'person', id: ben.id },
      { assignee: ana, note: 'You know the hotel' },
    ),
    to: ana.id,
  })),
  inThread('In the thread: corrected', ({ ben }) => ({
    event: happened(
      'corrected',
      { kind: 'person', id: ben.id },
      { was: 'approve', now: 'reject', reason: 'Paid in May already' },
    ),
  })),
  {
    kind: 'note',
    says: 'To one person',
    on: 'message',
    draw: () => directMessage(viewFor(usual(), expenseType(), CHANNEL, NOW), 'This waits for you.'),
  },
  over('The same, once somebody has answered', ({ ben }) =>
    settledCase(verdict({ by: ben, option: 'reject', reason_code: 'duplicate' }), 'rejected'),
  ),
  over('The same, answered while others have still to', ({ ana }) =>
    usual({ review: { verdicts: [verdict({ by: ana })] } }),
  ),
  question('To whoever submitted it: a question', (cast) =>
    usual({
      review: { status: 'waiting_info', info: asked(cast) },
      events: [
        {
          ...happened('info_requested', { kind: 'person', id: cast.ben.id }, { request: asked(cast) }),
          at: NOW - HOUR,
        },
      ],
    }),
  ),
  question('The same, answered', (cast) =>
    usual({
      events: [
        {
          ...happened('info_requested', { kind: 'person', id: cast.ben.id }, { request: asked(cast) }),
          at: NOW - HOUR,
        },
        happened(
          'info_answered',
          { kind: 'person', id: cast.chiara.id },
          { request_id: 'inf_1', note: 'Two nights, breakfast on both.' },
        ),
      ],
    }),
  ),
  {
    kind: 'note',
    says: 'A refusal, told to one person',
    on: 'message',
    draw: () => refusalNotice({ code: 'not_a_decider', roles: ['finance_lead'] }),
  },
  {
    kind: 'note',
    says: 'A type was stopped',
    on: 'message',
    draw: ({ ben }) =>
      stopNotice(
        {
          id: 'stp_1',
          type: 'expense.report',
          by: { kind: 'person', id: ben.id, name: ben.name ?? 'Ben' },
          at: NOW - HOUR,
          reason: 'Two misses in a day',
          started_by: null,
          started_at: null,
          start_reason: null,
        },
        expenseType(),
        'stop',
      ),
  },
  {
    kind: 'note',
    says: 'To those who look after the policy: a type is gone',
    on: 'message',
    draw: () => goneTypesAlert({ types: [{ type: 'expense.report', decisions: 12, audits: 1 }] }),
  },
  {
    kind: 'note',
    says: 'The same, where the source of some left as well',
    on: 'message',
    draw: () => goneTypesAlert({ types: [{ type: 'expense.report', decisions: 12, audits: 1, stuck: 3 }] }),
  },
  {
    kind: 'note',
    says: 'To those who look after the policy: nobody holds a role',
    on: 'message',
    draw: () =>
      emptySeatAlert({
        role: 'controllers',
        decisions: [{ title: 'Expense report EXP-10422: Berlin offsite', seat: 2, of: 2 }],
        more: 0,
      }),
  },
];
