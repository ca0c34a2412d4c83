import type { Decision, DecisionEvent, Revision } from '../core/decision/decision.ts';
import { decisionDigest } from '../core/decision/digest.ts';
import type { Submission } from '../core/decision/submission.ts';
import { isAutomatic, type Level } from '../core/policy/levels.ts';
import type { DecisionType, Policy } from '../core/policy/policy.ts';
import { route } from '../core/policy/route.ts';
import type { Case } from '../core/review/case.ts';
import { newReview } from '../core/review/new-review.ts';
import type { Review } from '../core/review/review.ts';
import type { Instant } from '../core/time.ts';
import { sampleFacts } from './sample-facts.ts';

const ID = 'dec_01SAMPLE0000000000000000000';

/**
 * A made-up decision of a type at a level, with everything that a card has to bear: all facts, long texts, every flag
 * of the type's rules. What runs by itself is shown where people see it, in its audit.
 */
export const sampleCase = (policy: Policy, type: DecisionType, level: Level, now: Instant): Case => {
  const body = sampleSubmission(type);
  const found = route({ policy, type, submission: body, stats: {}, now, draw: () => 0, sampling: true });
  const ruleFlags = type.rules.flatMap(({ effect }) =>
    effect.flag === undefined ? [] : [{ code: 'rule', sentence: effect.flag, weight: 40 }],
  );
  const routed = { ...found, level, flags: [...found.flags, ...ruleFlags] };
  const revision: Revision = {
    decision_id: ID,
    revision: 1,
    body,
    route: routed,
    digest: decisionDigest(body, routed, () => 0),
    created_at: now,
  };
  const executed = isAutomatic(level);
  const decision = { ...waiting(policy, type, revision, now), ...(executed ? executedBy(body, now) : {}) };
  const review = openReview(executed ? 'audit' : 'review', now);
  return { decision, revision, review, events: eventsOf(decision, now) };
};

const sampleSubmission = (type: DecisionType): Submission => {
  const [first, ...others] = type.options;
  const option = first?.id ?? 'approve';
  const rationale = 'What a model writes when it is asked why, at some length. '.repeat(12);
  return {
    type: type.name,
    external_id: 'SAMPLE-1',
    title: `Sample of ${type.label}`,
    subject: { id: 'sample', name: 'Dana Ruiz' },
    facts: sampleFacts(type),
    recommendation: {
      option,
      confidence: 0.83,
      rationale,
      alternatives: others.map(({ id }) => ({ option: id, confidence: 0.1, why_lower: rationale })),
      model: 'sample-model',
      model_version: '1',
    },
    signals: {
      similarity: 0.5,
      rule_match: 'ambiguous',
      opinions: [{ method: 'rules', option: others[0]?.id ?? option }],
    },
    history: [{ at: '2026-09-02', title: 'An earlier one like it', disposition: 'approved' }],
    policy_refs: [
      { title: 'The policy of the house', url: 'https://example.com/policy', excerpt: rationale },
    ],
    attachments: [{ title: 'sample.pdf', url: 'https://example.com/sample.pdf' }],
  };
};

const waiting = (
  { version }: Policy,
  type: DecisionType,
  { body, route: { level, queue } }: Revision,
  now: Instant,
): Decision => ({
  id: ID,
  source: 'sample-source',
  type: type.name,
  external_id: body.external_id ?? null,
  revision: 1,
  status: 'pending',
  title: body.title,
  level,
  queue,
  option: null,
  disposition: null,
  overridden: null,
  values: null,
  policy_version: version,
  callback_url: null,
  requested_by: null,
  created_at: now,
  updated_at: now,
  resolved_at: null,
  due_at: now,
  stratum: null,
  shadow: false,
  correct: null,
  live_key: null,
  subject_key: null,
});

const executedBy = ({ recommendation }: Submission, now: Instant): Partial<Decision> => ({
  status: 'resolved',
  option: recommendation?.option ?? null,
  disposition: 'auto_executed',
  resolved_at: now,
});

const openReview = (kind: Review['kind'], now: Instant): Review =>
  newReview({
    id: 'rev_01SAMPLE0000000000000000000',
    decision_id: ID,
    revision: 1,
    due_at: now,
    opened_at: now,
    ...(kind === 'audit' ? { because: 'sampled' as const } : {}),
  });

const eventsOf = ({ level, queue, source, policy_version }: Decision, now: Instant): DecisionEvent[] => [
  { type: 'received', at: now, actor: { kind: 'source', id: source }, data: { revision: 1 } },
  { type: 'routed', at: now, actor: { kind: 'policy', id: policy_version }, data: { level, queue } },
];
