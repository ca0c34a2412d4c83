import type { Person } from '../actor.ts';
import type { Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { Instant } from '../time.ts';
import type { Quorum } from './quorum.ts';

/** A question that stops the review until somebody answers it. */
export type InfoRequest = {
  request_id: string;
  question: string;
  /** Names of the facts that the answer should fill. */
  facts: string[];
  /** Who is asked: the source over its webhook (also where nothing is said), the person who submitted it, or both. */
  to?: 'source' | 'submitter' | 'both';
  by: Person;
  asked_at: Instant;
  due_at: Instant | null;
};

/** How a question ended: with an answer, or, `missed`, without one by the moment that it was wanted. */
export type InfoAnswer = {
  request_id: string;
  question?: string;
  note?: string;
  at: Instant;
  by: string;
  missed?: Instant;
};

/** Somebody has the form open. Soft: it tells the others and keeps nobody from answering. */
export type Claim = { by: Person; at: Instant; until: Instant };

/** Put aside by somebody until a moment before it is due. */
export type Snooze = { by: Person; until: Instant };

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
  /** Who must answer where one answer is not enough; null where one is. */
  quorum: Quorum | null;
  /** Answers of people whose authority does not reach so far: recommendations to the next one up. */
  endorsements: Verdict[];
  /** Who has its form open. */
  claim: Claim | null;
  /** Who took it, or was handed it. */
  assignee: Person | null;
  snooze: Snooze | null;
  /** Open time during which information was awaited, in milliseconds; without a pause that still lasts. */
  paused_ms: number;
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
