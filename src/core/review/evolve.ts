import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { Instant } from '../time.ts';
import type { InfoRequest, Review } from './review.ts';

/** What the events of a review carry; each has the fields that its case below reads. */
type EventData = {
  verdict: Verdict;
  settle_at: Instant;
  request: InfoRequest;
  request_id: string;
  note?: string;
  revision: number;
  due_at: Instant | null;
  disposition: Disposition;
};

/**
 * The review after an event. Events that say nothing about the review leave it as it is; replaying the events of
 * a decision from its opened review gives the stored one.
 */
export const evolve = (review: Review, event: DecisionEvent): Review => {
  if (!concerns(review, event)) return review;
  const data = event.data as EventData;
  const next = { ...review, version: review.version + 1 };
  switch (event.type) {
    case 'verdict_given':
      return {
        ...next,
        status: 'settling',
        verdicts: [...review.verdicts, data.verdict],
        settle_at: data.settle_at,
      };
    case 'verdict_undone':
      return { ...next, status: 'open', verdicts: review.verdicts.slice(0, -1), settle_at: null };
    case 'info_requested':
      return { ...next, status: 'waiting_info', info: data.request };
    case 'info_answered':
      return {
        ...next,
        status: 'open',
        info: null,
        info_answers: [
          ...review.info_answers,
          {
            request_id: data.request_id,
            ...(data.note === undefined ? {} : { note: data.note }),
            at: event.at,
            by: event.actor.id,
          },
        ],
      };
    case 'revised':
      return {
        ...next,
        status: review.status === 'settling' ? 'open' : review.status,
        revision: data.revision,
        verdicts: [],
        settle_at: null,
        due_at: data.due_at,
      };
    case 'resolved':
    case 'cancelled':
    case 'expired':
      return {
        ...next,
        status: 'settled',
        settle_at: null,
        info: null,
        settled_at: event.at,
        disposition: data.disposition,
      };
    case 'audit_agreed':
    case 'audit_disagreed':
    case 'corrected':
      if (review.kind !== 'audit') return review;
      return {
        ...next,
        status: 'settled',
        settle_at: null,
        settled_at: event.at,
        right: event.type === 'audit_agreed',
      };
    case 'contested':
      return review.kind === 'audit' ? { ...next, because: 'contest' } : review;
    default:
      return review;
  }
};

/** Events of an audit name it; all others are of the decision's own review. */
const concerns = ({ kind, id }: Review, { data }: DecisionEvent): boolean =>
  data.review_id === undefined ? kind === 'review' : data.review_id === id;
