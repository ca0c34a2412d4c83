import type { Decision, Revision } from '../decision/decision.ts';
import type { Review } from '../review/review.ts';
import type { Instant } from '../time.ts';

/** A stored decision with what became known of it: its revisions, and whoever looked at it later. */
export type PastDecision = {
  decision: Decision;
  /** The latest one. */
  revision: Revision;
  /** Those before it, oldest first. */
  earlier: Revision[];
  /** Audits included, oldest first. */
  reviews: Review[];
  /** What people corrected after it was final, oldest first: the option that would have been right. */
  corrections: { at: Instant; correct: string }[];
  /** In the order in which they came. */
  outcomes: { body: Record<string, unknown>; created_at: Instant }[];
};
