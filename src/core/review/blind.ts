import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { Route } from '../policy/route-result.ts';
import type { Instant } from '../time.ts';
import type { Review } from './review.ts';

/** How long a person who answered blind can keep or change the answer once the recommendation is revealed. */
export const REVEAL_MS = 120_000;

/** Whether people answer a decision so routed before they see the recommendation. */
export const isBlind = ({ blind, level }: Route): boolean => blind === true && level !== 'human_only';

/** This person's answer to the revision that stands, if they gave one. */
export const answerOf = (review: Review | undefined, personId: string): Verdict | undefined =>
  review?.verdicts.find(({ by }) => by.id === personId) ??
  review?.endorsements.find(({ by }) => by.id === personId);

/**
 * Whether this person has seen what the AI said of the revision that stands: from their answer on, also where that
 * answer counts no more because others approved something else after it.
 */
export const hasSeen = (review: Review, personId: string, events: DecisionEvent[] = []): boolean =>
  answerOf(review, personId) !== undefined ||
  events.some(
    ({ type, actor, data }) =>
      type === 'verdict_given' &&
      data.review_id === undefined &&
      data.revision === review.revision &&
      actor.id === personId,
  );

/**
 * Whether this audience may see what the AI said. Blind decisions hide it until the review is settled; a person sees it
 * from their own answer on. A channel is everybody, and somebody in it may still have to answer.
 */
export const isRevealed = (
  route: Route,
  review: Review | undefined,
  personId: string | null,
  events: DecisionEvent[] = [],
): boolean =>
  !isBlind(route) ||
  review === undefined ||
  review.kind === 'audit' ||
  review.status === 'settled' ||
  (personId !== null && hasSeen(review, personId, events));

/**
 * When answers that have come to a conclusion become final: nobody can take theirs back any more, and no reveal is open.
 * Answers given blind are never taken back; they can be changed while they are revealed.
 * @param undoMs how long an answer can be taken back, in milliseconds
 */
export const finalAt = (verdicts: Verdict[], undoMs: number, now: Instant): Instant =>
  Math.max(
    now,
    ...verdicts.map(({ at, blind }) => {
      if (blind === undefined) return at + undoMs;
      return blind.reveal === 'open' ? blind.until : now;
    }),
  );
