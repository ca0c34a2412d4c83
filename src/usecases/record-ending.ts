import type { Decision, Revision } from '../core/decision/decision.ts';
import type { Ending } from '../core/report/ending.ts';
import { isUnseen } from '../core/review/batch.ts';
import type { Case } from '../core/review/case.ts';
import type { Review } from '../core/review/review.ts';
import type { Write } from '../ports.ts';

/** What reports count of a decision that ran by itself. */
export const recordExecuted = (decision: Decision, { route }: Revision): Write => ({
  insert: 'endings',
  row: {
    ...shared(decision, route),
    id: decision.id,
    kind: 'executed',
    ended_at: decision.resolved_at ?? decision.created_at,
    disposition: decision.disposition,
    overridden: null,
    reason_code: null,
    right: null,
    sampled: (route.draws ?? []).some(({ purpose, drawn }) => purpose === 'audit' && drawn),
    met: null,
    escalated: false,
    waited_ms: null,
  },
});

type Reviewed = Case & { review: Review };

/** What reports count of a review that has just ended: a decision of people, its lapse, or an audit. */
export const recordEnding = (before: Reviewed, after: Reviewed): Write[] => {
  const { decision, revision, review, events } = after;
  if (before.review.status === 'settled' || review.status !== 'settled') return [];
  const isAudit = review.kind === 'audit';
  const last = review.verdicts.at(-1);
  const answered = isAudit || ANSWERED.has(review.disposition ?? '') ? last : undefined;
  const ended = review.settled_at ?? decision.updated_at;
  const answeredAt = answered?.at ?? ended;
  const row: Ending = {
    ...shared(decision, revision.route),
    id: review.id,
    kind: isAudit ? 'audited' : 'answered',
    ended_at: ended,
    disposition: isAudit ? null : review.disposition,
    overridden: isAudit || review.verdicts.some(isUnseen) ? null : decision.overridden,
    reason_code: answered?.reason_code ?? null,
    right: isAudit ? review.right : null,
    sampled: review.because === 'sampled',
    met: review.due_at === null ? null : answered !== undefined && answeredAt <= review.due_at,
    escalated: events.some(
      ({ type, data }) => type === 'escalated' && (data.review_id ?? null) === (isAudit ? review.id : null),
    ),
    waited_ms: answered === undefined ? null : Math.max(0, answeredAt - review.opened_at - review.paused_ms),
  };
  // What the source withdrew was not for people to end.
  return review.disposition === 'cancelled' ? [] : [{ insert: 'endings', row }];
};

const ANSWERED: ReadonlySet<string> = new Set(['approved', 'rejected', 'modified']);

const shared = (
  { id, type, queue }: Decision,
  { level, consequence, confidence }: Revision['route'],
): Pick<Ending, 'decision_id' | 'type' | 'queue' | 'level' | 'consequence' | 'band'> => ({
  decision_id: id,
  type,
  queue,
  level,
  consequence,
  band: confidence.band ?? null,
});
