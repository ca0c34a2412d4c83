import { cardFor } from '../../blocks/card.ts';
import type { CardMessage } from '../../blocks/pieces.ts';
import type { DecisionEvent } from '../../src/core/decision/decision.ts';
import type { DecisionType } from '../../src/core/policy/policy.ts';
import type { Audience, CardView } from '../../src/core/review/card-view.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { Precedent } from '../../src/core/review/precedents.ts';
import { viewFor } from '../../src/core/review/view.ts';
import {
  aCase,
  event,
  expenseType,
  fact,
  HOUR,
  NOW,
  revision,
  route,
  submission,
  verdict,
} from '../blocks/a-case.ts';
import type { Cast, Kind, State } from './state.ts';

/** Cases as the gallery shows them, made with the builders that tests use. */

export const CHANNEL: Audience = { kind: 'channel' };

type Made = Case | { kase: Case; type: DecisionType };

export const parts = (made: Made): { kase: Case; type: DecisionType } =>
  'kase' in made ? made : { kase: made, type: expenseType() };

/** A message that everybody in the channel sees. */
export const cardState = (kind: Kind, says: string, make: (cast: Cast) => Made): State => ({
  kind,
  says,
  on: 'message',
  draw: (cast): CardMessage => {
    const { kase, type } = parts(make(cast));
    return cardFor(viewFor(kase, type, CHANNEL, NOW));
  },
});

/** What one person sees, for forms. */
export const viewOf = (made: Made, { ana }: Cast, roles: string[] = ['finance_lead']): CardView => {
  const { kase, type } = parts(made);
  return viewFor(kase, type, { kind: 'person', id: ana.id, roles }, NOW);
};

export const FORM = {
  review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
  revision: 1,
  digest: '9f86d081884c7d659a2feaa0c55ad015',
  opened_at: NOW,
};

const precedent = (id: string, title: string, change: Partial<Precedent> = {}): Precedent => ({
  id,
  title,
  option: 'approve',
  disposition: 'approved',
  correct: null,
  at: NOW - 9 * 24 * HOUR,
  facts: {},
  quorum: null,
  verdicts: [verdict({ rationale: 'Rates agreed with the organiser' })],
  ...change,
});

/** Three cases like the sample, and five earlier ones about its subject. */
export const EARLIER: NonNullable<Case['earlier']> = {
  nearest: [
    precedent('1', 'EXP-10107: Hamburg offsite, 1,790.00 EUR'),
    precedent('2', 'EXP-10231: Munich workshop, 1,912.30 EUR', { at: NOW - 20 * 24 * HOUR }),
    precedent('3', 'EXP-09964: Berlin fair, 1,655.00 EUR', {
      option: 'reject',
      disposition: 'rejected',
      at: NOW - 31 * 24 * HOUR,
      verdicts: [
        verdict({
          option: 'reject',
          reason_code: 'receipt_missing',
          rationale: 'The hotel bill is not among the receipts',
        }),
      ],
    }),
  ],
  about: [
    precedent('4', 'EXP-10377: Train to Munich, 129.90 EUR', { at: NOW - 12 * 24 * HOUR }),
    precedent('5', 'EXP-10215: Team dinner, 310.00 EUR', { at: NOW - 25 * 24 * HOUR }),
    precedent('6', 'EXP-10101: Taxi, 48.20 EUR', { at: NOW - 40 * 24 * HOUR }),
    precedent('7', 'EXP-09981: Paris, 910.00 EUR', { disposition: 'modified', at: NOW - 79 * 24 * HOUR }),
    precedent('8', 'EXP-09733: Books, 96.00 EUR', { at: NOW - 90 * 24 * HOUR }),
  ],
};

const NONE = { n: 0, right: 0 };
/** Checked cases that were scored like the sample. */
const CHECKED: NonNullable<Case['checked']> = {
  from: 78,
  to: 88,
  own: { n: 212, right: 157 },
  others: NONE,
  any: true,
};
/** The same of a model version of which none was checked. */
export const CHECKED_BEFORE: typeof CHECKED = { ...CHECKED, own: NONE, others: CHECKED.own };

const { history: _, ...withoutHistory } = submission();
/** The sample of the documentation, with what was decided before. */
export const usual = (change: Parameters<typeof aCase>[0] = {}): Case => ({
  ...aCase({ revision: revision({ body: withoutHistory }), ...change }),
  earlier: EARLIER,
  checked: CHECKED,
});

/** The sample so routed. */
export const routed = (change: Parameters<typeof route>[0], more: Parameters<typeof aCase>[0] = {}): Case =>
  usual({ revision: revision({ body: withoutHistory, route: route(change) }), ...more });

/** Of low consequence, in a plain case. */
export const plain = (): Case =>
  usual({
    revision: revision({
      body: {
        ...withoutHistory,
        title: 'Expense report EXP-10430: Train to Hamburg, 96.40 EUR',
        external_id: 'EXP-10430',
        facts: {
          amount: { value: 96.4, currency: 'EUR' },
          category: 'Travel',
          receipts: 1,
          tenure_days: 812,
        },
      },
      route: route({
        consequence: 'low',
        confidence: { raw: 0.83, calibrated: 0.79, used: 0.79, band: 'medium' },
        flags: [],
        trace: [{ step: 'matrix', saw: 'low consequence, medium confidence', did: 'level review' }],
      }),
    }),
  });

/** A type whose options are its own. */
export const mail = (): { kase: Case; type: DecisionType } => {
  const { amount: _, ...type } = expenseType({
    name: 'mail.quarantine',
    label: 'Suspicious mail',
    question: 'What should happen to the mail “{subject}”?',
    deciders: ['finance_lead'],
    facts: [
      fact('from', 'text', { sensitive: true }),
      fact('subject', 'text', { required: true }),
      fact('excerpt', 'text'),
      fact('spam_words', 'list', { label: 'Spam words' }),
      fact('links', 'number'),
      fact('external', 'boolean', { label: 'From outside' }),
      fact('received', 'date'),
    ],
    options: [
      { id: 'quarantine', label: 'Quarantine', disposition: 'approved', style: 'primary' },
      {
        id: 'deliver',
        label: 'Deliver',
        disposition: 'rejected',
        style: 'danger',
        confirm: 'The mail “{subject}” goes to its reader at once.',
      },
      { id: 'warn', label: 'Deliver with a warning', disposition: 'rejected' },
    ],
    modify: false,
    reasons: {},
  });
  const body = {
    type: 'mail.quarantine',
    external_id: 'MAIL-2041',
    title: 'Mail “Verify your account now”',
    facts: {
      from: 'billing@payrnents.example',
      subject: 'Verify your account now',
      excerpt:
        'Dear customer,\nyour account was limited. Sign in within 24 hours to keep it, or it will be closed for good.',
      spam_words: ['urgent', 'verify', 'account', 'limited'],
      links: 3,
      external: true,
      received: '2026-11-20T10:42:00Z',
    },
    recommendation: {
      option: 'quarantine',
      confidence: 0.88,
      rationale: 'Sender imitates a known domain',
      alternatives: [{ option: 'deliver', confidence: 0.12, why_lower: 'Words and sender speak against it' }],
    },
  };
  const flags = [{ code: 'rule', sentence: 'The sender’s domain is nine days old', weight: 40 }];
  const stands = revision({ body, route: route({ consequence: 'low', flags }) });
  return { type, kase: aCase({ revision: stands, decision: { source: 'mail-filter' } }) };
};

export const happened = (
  type: DecisionEvent['type'],
  actor: DecisionEvent['actor'],
  data: DecisionEvent['data'],
): DecisionEvent => event(type, { at: NOW, actor, data });
