import type { Decision, DecisionEvent, Revision } from '../decision/decision.ts';
import type { Review } from './review.ts';

/** All that is known of one decision: what surfaces are drawn from and answers are made of. */
export type Case = {
  decision: Decision;
  /** The revision that stands. */
  revision: Revision;
  /** The one before, when there is one: for what changed. */
  previous?: Revision;
  /** Absent where nothing waits for a person. */
  review?: Review;
  events: DecisionEvent[];
};
