import { readFileSync } from 'node:fs';
import type { Revision } from '../../../src/core/decision/decision.ts';
import { decisionDigest } from '../../../src/core/decision/digest.ts';
import type { Submission } from '../../../src/core/decision/submission.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import type { DecisionType } from '../../../src/core/policy/policy.ts';
import { route } from '../../../src/core/policy/route.ts';
import type { CommandOf } from '../../../src/core/review/commands.ts';

import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';

const read = parsePolicy(readFileSync(new URL('../../../handraise.yml', import.meta.url), 'utf8'));
if (!read.ok) throw new Error('the example policy is broken');
const policy = read.value;

export const NOW = Date.parse('2026-11-23T09:00:00Z');

export const expense = (over: Partial<Submission> = {}): Submission => ({
  type: 'expense.report',
  external_id: 'EXP-1',
  title: 'Expense report EXP-1',
  requested_by: { id: 'emp_1', email: 'dana@example.com' },
  facts: { amount: { value: 300, currency: 'EUR' }, category: 'Travel' },
  recommendation: { option: 'approve', confidence: 0.8 },
  ...over,
});

/** An expense report as it was routed by the example policy, with an undo window of `undo` milliseconds. */
export const grounds = (submission: Submission = expense(), undo = 0): Grounds => {
  const type: DecisionType = { ...(policy.types[submission.type] as DecisionType), undo_window_ms: undo };
  const routed = route({ policy, type, submission, stats: {}, now: NOW, draw: () => 1, sampling: false });
  const revision: Revision = {
    decision_id: 'dec_1',
    revision: 1,
    body: submission,
    route: routed,
    digest: decisionDigest(submission, routed, () => 1),
    created_at: NOW,
  };
  return { revision, type };
};

export const openReview = (over: Partial<Review> = {}): Review => ({
  id: 'rev_1',
  decision_id: 'dec_1',
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
  opened_at: NOW,
  settled_at: null,
  disposition: null,
  right: null,
  ...over,
});

type Give = CommandOf<'give_verdict'>;

/** Ana of finance rejects it, since a receipt is missing. */
export const rejection = (on: Grounds, over: Partial<Give> = {}): Give => ({
  kind: 'give_verdict',
  by: ana,
  roles: ['finance'],
  shown: { revision: on.revision.revision, digest: on.revision.digest },
  option: 'reject',
  reason_code: 'receipt_missing',
  rationale: 'No hotel receipt',
  tags: [],
  ...over,
});

export const ana = { id: 'U2', name: 'Ana', email: 'ana@example.com' };
export const ben = { id: 'U3', name: 'Ben', email: 'ben@example.com' };
