import type { Person } from '../actor.ts';
import type { Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { Instant } from '../time.ts';

/** A question that stops the review until somebody answers it. */
export type InfoRequest = {
  request_id: string;
  question: string;
  /** Names of the facts that the answer should fill. */
  facts: string[];
  by: Person;
  asked_at: Instant;
  due_at: Instant | null;
};

export type InfoAnswer = { request_id: string; note?: string; at: Instant; by: string };

/** What an audit was opened for: drawn at random, executed like one that was wrong, or asked for by the person concerned. */
export type AuditCause = 'sampled' | 'recheck' | 'contest';

/**
 * The human work on one decision. `version` grows with every change and arbitrates races. An `audit` looks at what was
 * decided already: it never changes how the decision ended. Its verdict's option is the one that would have been right.
 */
export type Review = {
  id: string;
  decision_id: string;
  kind: 'review' | 'audit';
  /** Of an audit; null for a review. */
  because: AuditCause | null;
  status: 'open' | 'waiting_info' | 'settling' | 'settled';
  version: number;
  revision: number;
  /** Given so far for this revision; a new revision clears them. */
  verdicts: Verdict[];
  /** The verdict becomes final at this moment; until then its giver can undo it. */
  settle_at: Instant | null;
  info: InfoRequest | null;
  info_answers: InfoAnswer[];
  due_at: Instant | null;
  opened_at: Instant;
  settled_at: Instant | null;
  /** Of a review, once settled; an audit ends in none. */
  disposition: Disposition | null;
  /** Of an audit, once settled: whether what was done was right. */
  right: boolean | null;
};
