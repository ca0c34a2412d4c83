import type { Person } from '../actor.ts';
import type { Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { Instant } from '../time.ts';
import type { Quorum } from './quorum.ts';

/** Whom a question is put to. */
export type AskedOf = 'source' | 'submitter' | 'both';

/** A question that stops the review until somebody answers it. */
export type InfoRequest = {
  request_id: string;
  question: string;
  /** Names of the facts that the answer should fill. */
  facts: string[];
  /** Who is asked: the source over its webhook (also where nothing is said), the person who submitted it, or both. */
  to?: AskedOf;
  /** The person who submitted it, where they are asked. */
  person?: Pick<Person, 'id' | 'name'>;
  by: Person;
  asked_at: Instant;
  /** The moment by which an answer is wanted; without one it waits until somebody answers. */
  due_at: Instant | null;
  /** When the review is overdue though its clock stands still, since pauses have a cap and a source's moment none. */
  overdue_at?: Instant | null;
};

/** How a question ended: with an answer, or `lapsed` without one. */
export type InfoAnswer = {
  request_id: string;
  question?: string;
  note?: string;
  /** Names of the facts that came with it. */
  facts?: string[];
  /** Ids of who asked and who answered. */
  asked_by?: string;
  by: string;
  at: Instant;
  lapsed?: Lapse;
};

/** Why nobody answered: the moment passed by which it was wanted, or the person cannot be written to in Slack. */
export type Lapse = { because: 'time' | 'unreachable'; wanted_by: Instant | null };

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
