import type { DecisionEvent } from '../core/decision/decision.ts';
import { auditIsOver } from '../core/review/audit.ts';
import type { Review } from '../core/review/review.ts';
import { iso } from '../core/time.ts';
import { showVerdict } from './show-verdict.ts';

/**
 * Audits as the API shows them. One that was drawn or looked at again appears once it is answered for good: before
 * that nobody learns what is watched. One that was asked for appears at once.
 */
export const showAudits = (reviews: Review[]): Record<string, unknown>[] =>
  reviews
    .filter(
      ({ kind, because, status }) => kind === 'audit' && (status === 'settled' || because === 'contest'),
    )
    .map(({ id, because, status, opened_at, settled_at, right, verdicts }) => ({
      id,
      because,
      status: status === 'settled' ? 'answered' : 'open',
      opened_at: iso(opened_at),
      ...(status === 'settled'
        ? { right, answered_at: iso(settled_at ?? opened_at), verdicts: verdicts.map(showVerdict) }
        : {}),
    }));

/** Events without those of audits that nobody is to know of yet, and without verdicts that can be undone. */
export const withoutOpenAudits = (events: DecisionEvent[]): DecisionEvent[] => {
  const over = new Set(events.filter(auditIsOver).map(({ data }) => data.review_id));
  return events.filter(({ type, data }) => {
    if (data.review_id === undefined || over.has(data.review_id)) return true;
    return type === 'contested' || (type === 'audit_opened' && data.because === 'contest');
  });
};
