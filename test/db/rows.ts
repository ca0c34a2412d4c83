import type { Change, Rows, Store } from '../../src/ports.ts';

/** Rows as a test needs them: whole, with only what matters said. */

export const T0 = 1_760_000_000_000;

export const decision = (id: string, over: Partial<Rows['decisions']> = {}): Rows['decisions'] => ({
  id,
  source: 'expense-bot',
  type: 'expense.report',
  external_id: null,
  revision: 1,
  status: 'pending',
  title: `Expense report ${id}`,
  level: 'review',
  queue: 'finance',
  option: null,
  disposition: null,
  overridden: null,
  values: null,
  policy_version: 'v1',
  callback_url: null,
  requested_by: null,
  created_at: T0,
  updated_at: T0,
  resolved_at: null,
  due_at: null,
  stratum: null,
  shadow: false,
  correct: null,
  live_key: null,
  subject_key: null,
  ...over,
});

export const revision = (decision_id: string, over: Partial<Rows['revisions']> = {}): Rows['revisions'] => ({
  decision_id,
  revision: 1,
  body: { type: 'expense.report', title: 'Berlin', facts: { amount: { value: 1840.5, currency: 'EUR' } } },
  route: {
    level: 'review',
    queue: 'finance',
    sla_class: 'normal',
    consequence: 'medium',
    confidence: { raw: 0.83, used: 0.8, band: 'medium' },
    flags: [],
    inclusion_probability: 1,
    trace: [{ step: 'matrix', saw: 'medium consequence', did: 'review' }],
    policy_version: 'v1',
  },
  digest: 'd1',
  created_at: T0,
  ...over,
});

export const review = (decision_id: string, over: Partial<Rows['reviews']> = {}): Rows['reviews'] => ({
  id: `rev_${decision_id}`,
  decision_id,
  queue: 'finance',
  kind: 'review',
  because: null,
  status: 'open',
  version: 1,
  revision: 1,
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
  due_at: null,
  opened_at: T0,
  settled_at: null,
  disposition: null,
  right: null,
  wake_at: null,
  idle_because: null,
  planned_by: '',
  ...over,
});

export const event = (decision_id: string, over: Partial<Rows['events']> = {}): Rows['events'] => ({
  decision_id,
  type: 'received',
  at: T0,
  actor: { kind: 'source', id: 'expense-bot' },
  data: {},
  salt: 'ab',
  digest: 'cd',
  ...over,
});

export const surface = (
  decision_id: string,
  id: string,
  over: Partial<Rows['surfaces']> = {},
): Rows['surfaces'] => ({
  id,
  decision_id,
  review_id: null,
  kind: 'card',
  stop_id: null,
  about: null,
  channel: '#finance',
  posted_channel: null,
  ts: null,
  wanted: 1,
  posted: 0,
  posted_digest: null,
  status: 'due',
  attempts: 0,
  due_at: T0,
  error: null,
  created_at: T0,
  ...over,
});

export const delivery = (
  decision_id: string,
  seq: number,
  over: Partial<Rows['deliveries']> = {},
): Rows['deliveries'] => ({
  id: `msg_${decision_id}_${seq}`,
  decision_id,
  seq,
  source: 'expense-bot',
  type: 'decision.resolved',
  url: 'https://example.com/hook',
  data: { option: 'approve' },
  status: 'due',
  attempts: 0,
  due_at: T0,
  last_status: null,
  last_error: null,
  created_at: T0,
  delivered_at: null,
  ...over,
});

export const key = (
  name: string,
  over: Partial<Rows['idempotency_keys']> = {},
): Rows['idempotency_keys'] => ({
  source: 'expense-bot',
  key: name,
  request_digest: 'r1',
  decision_id: null,
  answer: { status: 202 },
  created_at: T0,
  ...over,
});

/** What an intake commits: a decision, its revision, its review and two events. */
export const intake = (id: string, over: Partial<Rows['decisions']> = {}): Change => [
  { insert: 'decisions', row: decision(id, over) },
  { insert: 'revisions', row: revision(id) },
  { insert: 'reviews', row: review(id, { queue: over.queue ?? 'finance' }) },
  { insert: 'events', row: event(id) },
  { insert: 'events', row: event(id, { type: 'routed', actor: { kind: 'policy', id: 'v1' } }) },
];

/** Commits what must succeed. */
export const store = async (into: Store, ...change: Change): Promise<void> => {
  const result = await into.commit(change);
  if (!result.ok) throw new Error(`the test's own rows were refused: ${result.because} ${result.table}`);
};
