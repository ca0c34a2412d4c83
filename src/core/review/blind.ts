import type { Verdict } from '../decision/decision.ts';
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
 * Whether this audience may see what the AI said. Blind decisions hide it until the review is settled; a person sees it
 * from their own answer on. A channel is everybody, and somebody in it may still have to answer.
 */
export const isRevealed = (route: Route, review: Review | undefined, personId: string | null): boolean =>
  !isBlind(route) ||
  review === undefined ||
  review.kind === 'audit' ||
  review.status === 'settled' ||
  (personId !== null && answerOf(review, personId) !== undefined);

/** Until when reveals are open: nothing is final before. */
export const revealsUntil = (verdicts: Verdict[]): Instant =>
  Math.max(0, ...verdicts.map(({ blind }) => (blind?.reveal === 'open' ? blind.until : 0)));
