import type { DecisionEvent, Revision, Verdict } from '../../src/core/decision/decision.ts';
import { type Submission, submissionSchema } from '../../src/core/decision/submission.ts';
import type { DecisionType } from '../../src/core/policy/policy.ts';
import { OTHER_REASON } from '../../src/core/policy/policy.ts';
import type { Route } from '../../src/core/policy/route-result.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { Review } from '../../src/core/review/review.ts';

/** 2026-11-20 12:00 UTC. */
export const NOW = Date.UTC(2026, 10, 20, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const robin = { id: 'U0ROBIN', name: 'Robin Okafor' };

/** The type of the sample submission in the API's contract. */
export const expenseType = (change: Partial<DecisionType> = {}): DecisionType => ({
  name: 'expense.report',
  label: 'Expense report',
  question: 'Approve this expense report of {amount} by {subject.name}?',
  queue: 'finance',
  sla_class: 'standard',
  blind_share: 0,
  deciders: ['finance_lead'],
  sensitive_roles: ['payroll'],
  facts: [
    fact('category', 'choice', { choices: ['Travel', 'Meals', 'Equipment'], modifiable: true }),
    fact('receipts', 'number', { min: 0, max: 500, modifiable: true }),
    fact('amount', 'money', { required: true, modifiable: true, min: 0, max: 5000 }),
    fact('tenure_days', 'number', { label: 'Employee for', unit: 'days' }),
    fact('iban', 'text', { label: 'IBAN', sensitive: true, modifiable: true }),
    fact('trip_ends', 'date', { label: 'Trip ends', modifiable: true }),
    fact('per_diem', 'boolean', { label: 'Per diem', modifiable: true }),
    fact('nights', 'list', { label: 'Nights in', modifiable: true }),
    fact('note', 'text', { label: 'Note', modifiable: true }),
  ],
  options: [
    { id: 'approve', label: 'Approve', disposition: 'approved', style: 'primary' },
    { id: 'reject', label: 'Reject', disposition: 'rejected', style: 'danger' },
  ],
  modify: true,
  reasons: {
    approve: [
      { id: 'within_policy', label: 'Within policy', category: 'ai_error' },
      { id: 'exception', label: 'Justified exception', category: 'edge_case' },
      OTHER_REASON,
    ],
    reject: [
      { id: 'over_cap', label: 'Over policy cap', category: 'ai_error' },
      { id: 'receipt_missing', label: 'Receipt missing', category: 'ai_error' },
      { id: 'duplicate', label: 'Duplicate', category: 'edge_case' },
      OTHER_REASON,
    ],
    modify: [{ id: 'over_cap', label: 'Over policy cap', category: 'ai_error' }, OTHER_REASON],
  },
  amount: { fact: 'amount', bands: { EUR: { medium: 200, high: 5000 } } },
  base_consequence: 'low',
  bands: { high: 0.9, medium: 0.7 },
  matrix: {
    low: { high: 'auto_execute', medium: 'review', low: 'human_decides' },
    medium: { high: 'review', medium: 'review', low: 'human_decides' },
    high: { high: 'review', medium: 'review', low: 'human_decides' },
  },
  floor: 'review',
  human_only: false,
  reversible: false,
  on_missing_facts: 'refuse',
  signals: [],
  lowering: {
    disagreement: 0.1,
    dissimilar: 0.05,
    ambiguous: 0.05,
    incomplete: 0.05,
    at_most: 0.1,
    similarity_below: 0.7,
  },
  caution: {},
  similar_by: [],
  rules: [],
  needs: [],
  audit_share: { auto_execute: 0.02, auto_audit: 0.2 },
  undo_window_ms: 10_000,
  ...change,
});

export const fact = (
  name: string,
  kind: DecisionType['facts'][number]['kind'],
  change: Partial<DecisionType['facts'][number]> = {},
): DecisionType['facts'][number] => ({
  name,
  kind,
  label: name.charAt(0).toUpperCase() + name.slice(1),
  required: false,
  sensitive: false,
  modifiable: false,
  ...change,
});

export const submission = (change: Partial<Submission> = {}): Submission => ({
  ...submissionSchema.parse({
    type: 'expense.report',
    external_id: 'EXP-10422',
    title: 'Expense report EXP-10422: Berlin offsite, 1,840.50 EUR',
    subject: { id: 'emp_312', name: 'Dana Ruiz', kind: 'employee' },
    facts: {
      amount: { value: 1840.5, currency: 'EUR' },
      category: 'Travel',
      receipts: 11,
      tenure_days: 45,
      iban: 'DE89370400440532013000',
    },
    recommendation: {
      option: 'approve',
      confidence: 0.83,
      rationale: 'Matches policy 4.2; receipts complete',
      alternatives: [{ option: 'reject', confidence: 0.14, why_lower: 'Hotel above the city cap by 6 %' }],
      model: 'expense-llm',
      model_version: '2026-10-01',
    },
    signals: { opinions: [{ method: 'rules', option: 'reject' }] },
    history: [{ at: '2026-09-02', title: 'EXP-9981 Paris, 910 EUR', disposition: 'approved' }],
    policy_refs: [
      {
        title: 'Expense policy 4.2',
        url: 'https://example.com/policy#4.2',
        excerpt: 'Hotel cap 180 EUR a night',
      },
    ],
    attachments: [{ title: 'receipts.pdf', url: 'https://example.com/receipts.pdf' }],
  }),
  ...change,
});

export const route = (change: Partial<Route> = {}): Route => ({
  level: 'review',
  queue: 'finance',
  sla_class: 'standard',
  consequence: 'medium',
  confidence: { raw: 0.83, used: 0.73, band: 'medium' },
  flags: [
    { code: 'new_subject', sentence: 'New employee: limit is 500 EUR in the first 90 days', weight: 40 },
    { code: 'disagreement', sentence: 'Rules and model disagree: rules say reject', weight: 80 },
  ],
  inclusion_probability: 1,
  trace: [
    { step: 'consequence', saw: 'amount 1,840.50 EUR is in the medium band', did: 'consequence medium' },
    { step: 'matrix', saw: 'medium consequence, medium confidence', did: 'level review' },
  ],
  policy_version: 'pv1',
  ...change,
});

export const revision = (change: Partial<Revision> = {}): Revision => ({
  decision_id: 'dec_01KAE7M4T9ZC3V1QWX5J8RBN2D',
  revision: 1,
  body: submission(),
  route: route(),
  digest: '9f86d081884c7d659a2feaa0c55ad015',
  created_at: NOW - HOUR,
  ...change,
});

export const verdict = (change: Partial<Verdict> = {}): Verdict => ({
  by: robin,
  option: 'approve',
  reason_code: 'within_policy',
  rationale: 'Checked the receipts against the trip',
  tags: [],
  at: NOW - 5000,
  form_open_ms: 40_000,
  ...change,
});

export const event = (type: DecisionEvent['type'], change: Partial<DecisionEvent> = {}): DecisionEvent => ({
  type,
  at: NOW,
  actor: { kind: 'job', id: 'test' },
  data: {},
  ...change,
});

type Change = {
  review?: Partial<Review>;
  decision?: Partial<Case['decision']>;
  revision?: Revision;
  previous?: Revision;
  events?: DecisionEvent[];
};

/** A case with an open review, due in five hours. */
export const aCase = ({
  review = {},
  decision = {},
  revision: stands = revision(),
  previous,
  events = [],
}: Change = {}): Case => ({
  decision: {
    id: stands.decision_id,
    source: 'expense-bot',
    type: stands.body.type,
    external_id: stands.body.external_id ?? null,
    revision: stands.revision,
    status: 'pending',
    title: stands.body.title,
    level: stands.route.level,
    queue: 'finance',
    option: null,
    disposition: null,
    overridden: null,
    values: null,
    policy_version: 'pv1',
    callback_url: 'https://example.com/hook',
    requested_by: 'dana@example.com',
    created_at: NOW - HOUR,
    updated_at: NOW,
    resolved_at: null,
    due_at: NOW + 5 * HOUR,
    stratum: null,
    shadow: false,
    correct: null,
    live_key: 'k',
    subject_key: null,
    ...decision,
  },
  revision: stands,
  ...(previous === undefined ? {} : { previous }),
  review: {
    id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
    decision_id: stands.decision_id,
    kind: 'review',
    because: null,
    status: 'open',
    version: 1,
    revision: stands.revision,
    verdicts: [],
    settle_at: null,
    quorum: null,
    endorsements: [],
    claim: null,
    assignee: null,
    snooze: null,
    paused_ms: 0,
    info: null,
    info_answers: [],
    due_at: NOW + 5 * HOUR,
    opened_at: NOW - HOUR,
    settled_at: null,
    disposition: null,
    right: null,
    ...review,
  },
  events,
});

/** A case whose verdict was just given and can still be undone. */
export const settlingCase = (given: Verdict = verdict(), change: Change = {}): Case =>
  aCase({
    ...change,
    review: { status: 'settling', verdicts: [given], settle_at: NOW + 5000, ...change.review },
  });

/** A case that is over: the verdict's disposition has to be given. */
export const settledCase = (
  given: Verdict,
  disposition: NonNullable<Review['disposition']>,
  change: Change = {},
): Case =>
  aCase({
    ...change,
    decision: {
      status: 'resolved',
      disposition,
      option: given.option,
      resolved_at: given.at,
      ...change.decision,
    },
    review: { status: 'settled', verdicts: [given], disposition, settled_at: given.at, ...change.review },
  });
