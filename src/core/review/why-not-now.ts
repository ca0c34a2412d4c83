import type { Decision, DecisionEvent, Revision } from '../decision/decision.ts';
import type { AuthorityLimit, DecisionType } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import type { Asks } from './asks.ts';
import { mayDecide, type Standing } from './authority.ts';
import type { Requester } from './case.ts';
import type { Shown } from './commands.ts';
import type { Review } from './review.ts';

/**
 * What a review is decided upon: the revision that stands and the policy's entry for its type; for an audit also how
 * the decision ended and what happened to it.
 */
export type Grounds = {
  revision: Revision;
  type: DecisionType;
  /** Up to which amounts roles decide; none unless given. */
  limits?: AuthorityLimit[];
  requester?: Requester;
  /** What is asked by lot. */
  asks?: Asks;
  decision?: Pick<Decision, 'option'> & Partial<Pick<Decision, 'values' | 'queue'>>;
  events?: DecisionEvent[];
};

/** Somebody who wants to answer what they see on a card. */
export type Attempt = Standing & { shown: Shown };

/** Why this person cannot answer this card now; undefined when they can. */
export const whyNotNow = (review: Review, grounds: Grounds, attempt: Attempt): Refusal | undefined =>
  whyNever(review, grounds, attempt) ?? notOpen(review) ?? whyStale(attempt.shown, review, grounds.revision);

/** Why this person may not answer this review at all, whatever its state. */
export const whyNever = (review: Review, grounds: Grounds, standing: Standing): Refusal | undefined =>
  mayDecide(grounds, standing) ??
  (review.kind === 'audit' && answeredBefore(review, grounds.events ?? []).has(standing.by.id)
    ? { code: 'decided_before' }
    : undefined);

/** Everybody who gave a verdict on this decision in another review: an audit is for somebody else. */
const answeredBefore = (review: Review, events: DecisionEvent[]): ReadonlySet<string> =>
  new Set(
    events
      .filter(({ type, data }) => type === 'verdict_given' && data.review_id !== review.id)
      .map(({ actor }) => actor.id),
  );

/**
 * Why an answer to an open card cannot be taken now; undefined when it can.
 * @param even `waiting`: also while information is awaited, as for all that is no answer
 */
export const notOpen = (review: Review, even: { waiting?: boolean } = {}): Refusal | undefined => {
  const last = review.verdicts.at(-1);
  if (review.status === 'settling' && last !== undefined) {
    return { code: 'already_decided', disposition: null, option: last.option, by: last.by, at: last.at };
  }
  if (review.status === 'settled') {
    return {
      code: 'already_decided',
      disposition: review.disposition,
      option: last?.option ?? null,
      ...(last === undefined ? {} : { by: last.by }),
      at: last?.at ?? review.settled_at ?? review.opened_at,
    };
  }
  if (review.status === 'waiting_info' && even.waiting !== true)
    return { code: 'waiting_for_info', question: review.info?.question ?? '' };
  return undefined;
};

/** Whether something else stands now than what was on the screen. */
export const whyStale = (shown: Shown, review: Review, revision: Revision): Refusal | undefined =>
  shown.revision !== review.revision || shown.digest !== revision.digest
    ? { code: 'stale_card', revision: review.revision }
    : undefined;
