import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { InfoRequest, Review } from './review.ts';

/**
 * The review after an event. Events that say nothing about the review leave it as it is; replaying the events of
 * a decision from its opened review gives the stored one.
 */
export const evolve = (review: Review, event: DecisionEvent): Review => {
  const data = event.data as Record<string, never>;
  const next = { ...review, version: review.version + 1 };
  switch (event.type) {
    case 'verdict_given':
      return {
        ...next,
        status: 'settling',
        verdicts: [...review.verdicts, data.verdict as Verdict],
        settle_at: data.settle_at as number,
      };
    case 'verdict_undone':
      return { ...next, status: 'open', verdicts: review.verdicts.slice(0, -1), settle_at: null };
    case 'info_requested':
      return { ...next, status: 'waiting_info', info: data.request as InfoRequest };
    case 'info_answered':
      return {
        ...next,
        status: 'open',
        info: null,
        info_answers: [
          ...review.info_answers,
          {
            request_id: data.request_id as string,
            ...(data.note === undefined ? {} : { note: data.note as string }),
            at: event.at,
            by: event.actor.id,
          },
        ],
      };
    case 'revised':
      return {
        ...next,
        status: review.status === 'settling' ? 'open' : review.status,
        revision: data.revision as number,
        verdicts: [],
        settle_at: null,
        due_at: data.due_at as number | null,
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
        disposition: data.disposition as Disposition,
      };
    default:
      return review;
  }
};
