import type { Decision, DecisionEvent, Revision } from './core/decision/decision.ts';
import type { Stop } from './core/policy/stop.ts';
import type { TallyCounts, TallyKey } from './core/policy/tally.ts';
import type { Ending } from './core/report/ending.ts';
import type { Requester } from './core/review/case.ts';
import type { Miss, Recheck } from './core/review/miss.ts';
import type { Review } from './core/review/review.ts';
import type { NothingAhead } from './core/sla/plan.ts';
import type { Instant } from './core/time.ts';

/** The rows of each table, and the writes that change them, as plain data. */

/** One copy of a card somewhere. `status` says whether it is due for a post or an update. */
export type Surface = {
  id: string;
  /** Null for what is about a type as a whole. */
  decision_id: string | null;
  /** The audit that it shows; null for the decision's own review. */
  review_id: string | null;
  kind: 'card' | 'info_request' | 'miss' | 'note' | 'direct' | 'stop' | 'start';
  /** The stop that a `stop` or `start` announces; null for all others. */
  stop_id: string | null;
  /**
   * The event that a `note` in the card's thread or a `direct` message tells of; null for what shows the case itself.
   * `to` is the person whom it concerns and mentions; it also tells of `others`, by their ids, of which
   * `more` decisions waited when it went out.
   */
  about: { event: DecisionEvent['type']; at: Instant; to?: string; others?: string[]; more?: number } | null;
  /** As the policy names it (`#name` or an id), or a person's id for what only they see; resolved when it is posted. */
  channel: string;
  /** Where it was posted. */
  posted_channel: string | null;
  ts: string | null;
  /** A mark that is new with each change it should show, and the mark of the one it shows. */
  wanted: number;
  posted: number;
  /** Digest of the payload that was posted last, to skip updates that change nothing. */
  posted_digest: string | null;
  status: 'due' | 'sending' | 'posted' | 'failed';
  attempts: number;
  due_at: Instant;
  error: string | null;
  created_at: Instant;
};

/** One webhook to a source. `id` is its `webhook-id`, the same on each retry. */
export type Delivery = {
  id: string;
  decision_id: string;
  /** Order within the decision, from 1. */
  seq: number;
  source: string;
  type: string;
  url: string;
  data: Record<string, unknown>;
  status: 'due' | 'delivered' | 'failed';
  attempts: number;
  due_at: Instant;
  last_status: number | null;
  last_error: string | null;
  created_at: Instant;
  delivered_at: Instant | null;
};

/** A later truth from the source. `seq` is its order within the decision, from 1. */
export type Outcome = {
  id: string;
  decision_id: string;
  seq: number;
  body: Record<string, unknown>;
  created_at: Instant;
};

/** One random draw that decided something, with its probability: labels are worth nothing without it. */
export type Draw = {
  decision_id: string;
  purpose: string;
  probability: number;
  drawn: boolean;
  created_at: Instant;
};

/** What was answered to a key, so that the same key gets the same answer. Ids and digests only. */
export type IdempotencyKey = {
  source: string;
  key: string;
  request_digest: string;
  decision_id: string | null;
  answer: { status: number; revision?: number };
  created_at: Instant;
};

/** A person whom a source named by e-mail address (in lower case), and whom Slack has under it. */
export type PersonRecord = Requester & {
  email: string;
  name: string | null;
  /** When Slack is asked next; null when that is settled. */
  due_at: Instant | null;
  checked_at: Instant | null;
};

/**
 * A message about no single decision: a daily digest, a weekly report, what was decided while somebody was away, whom
 * somebody stands in for, what waits and nobody can answer. One for each kind, `about` (a queue, the managers) and
 * period, whatever restarts. `quiet`: there was nothing to say.
 */
export type Post = {
  id: string;
  kind: 'digest' | 'report' | 'while_away' | 'standing_in' | 'gone_types' | 'empty_seat';
  about: string;
  period: string;
  /** A channel as the policy names it, or a person's id. */
  channel: string;
  /** What it says, as its kind has it: a `DailyDigest` or a `WeeklyReport`. */
  body: unknown;
  /** Attached to it. */
  file: { name: string; text: string } | null;
  status: 'due' | 'sending' | 'posted' | 'failed' | 'quiet';
  attempts: number;
  due_at: Instant;
  posted_channel: string | null;
  ts: string | null;
  error: string | null;
  created_at: Instant;
};

/**
 * `to_id` answers in the stead of `from_id` from `starts_at` until `ends_at` (null: until it is ended). Rows are never
 * removed: who let whom decide when can be looked up for as long as the decisions can.
 */
export type Delegation = {
  id: string;
  from_id: string;
  to_id: string;
  starts_at: Instant;
  ends_at: Instant | null;
  note: string;
  /** Who said so, and who ended it before its time. */
  set_by: string;
  created_at: Instant;
  ended_at: Instant | null;
  ended_by: string | null;
};

/**
 * Somebody said that they are away; `until` null: until they say that they are back. `ended_at`: when they did, or said
 * something else.
 */
export type Leave = {
  id: string;
  person_id: string;
  since: Instant;
  until: Instant | null;
  note: string;
  ended_at: Instant | null;
};

/**
 * One person's answer to one review, for what they are shown of their own work. `waited_ms` is from the review's opening
 * without its pauses. `corrected_at`: when it turned out wrong and was corrected.
 */
export type GivenAnswer = {
  review_id: string;
  person_id: string;
  at: Instant;
  decision_id: string;
  kind: 'review' | 'audit';
  queue: string;
  option: string;
  waited_ms: number;
  corrected_at: Instant | null;
  /** In whose stead, and when that person was told of it. */
  for_id: string | null;
  told_at: Instant | null;
};

/**
 * Somebody's Home tab, kept up to date until `until`. It shows everything up to the event `shown_seq`; `mark` is new
 * whenever they open it or choose what it shows. Due at `due_at` when events came since.
 */
export type HomeTab = {
  person_id: string;
  team_id: string | null;
  until: Instant;
  /** What it shows, as the desk's filters are written, and which page, from 0. */
  filter: string;
  page: number;
  mark: number;
  shown_seq: number;
  posted_digest: string | null;
  attempts: number;
  due_at: Instant;
};

export type PolicyVersion = { version: string; text: string; created_at: Instant };

/** An event as stored: `seq` is given by the database; `salt` and `digest` protect its body. */
export type StoredEvent = DecisionEvent & { decision_id: string; salt: string; digest: string };

/** The rows of each table, as use cases write them. */
export type Rows = {
  decisions: Decision;
  revisions: Revision;
  /**
   * Stored beside its state: `wake_at` is when time alone changes it next, or `idle_because` says why it never does, as
   * the policy of version `planned_by` has it (empty: nobody has looked yet); `queue` is where it waits.
   */
  reviews: Review & {
    wake_at: Instant | null;
    idle_because: NothingAhead | 'no_type' | null;
    planned_by: string;
    queue: string;
  };
  events: StoredEvent;
  surfaces: Surface;
  deliveries: Delivery;
  draws: Draw;
  outcomes: Outcome;
  idempotency_keys: IdempotencyKey;
  people: PersonRecord;
  policy_versions: PolicyVersion;
  misses: Miss;
  rechecks: Recheck;
  stops: Stop;
  tallies: TallyKey & TallyCounts;
  delegations: Delegation;
  leaves: Leave;
  posts: Post;
  endings: Ending;
  answers: GivenAnswer;
  homes: HomeTab;
  settings: { name: string; value: string };
};
export type Table = keyof Rows;
/** Tables whose rows are only ever added. */
export type AppendOnly = 'events';
/** Tables of running counts: their rows are only ever added to. */
export type Counted = 'tallies';

/**
 * One write of a change, as plain data.
 * - `insert`: a row whose unique keys must be new, or the change is a `duplicate`; with `ignore`, an existing row stays.
 * - `update`: the rows that equal `where` in every column named; when fewer than `expect` (default 1) match, the
 *   change is `stale`. `expect: 0` allows none.
 * - `remove`: the rows that equal `where`.
 * - `add`: adds `by` to the counts of one row, which starts at zero. With `onlyIf`, the row must still hold these
 *   counts, and with `atMost`, the sums may not go above these; else the change is `stale`.
 */
export type Write =
  | Addition
  | {
      [T in Exclude<Table, Counted>]:
        | { insert: T; row: Rows[T]; ignore?: boolean }
        | (T extends AppendOnly
            ? never
            :
                | { update: T; where: Partial<Rows[T]>; set: Partial<Rows[T]>; expect?: number }
                | { remove: T; where: Partial<Rows[T]> });
    }[Exclude<Table, Counted>];

export type Addition = {
  add: Counted;
  key: TallyKey;
  by: Partial<TallyCounts>;
  onlyIf?: Partial<TallyCounts>;
  atMost?: Partial<TallyCounts>;
};

/** Applied in the order given (a decision before what belongs to it) as one atomic whole, or not at all. */
export type Change = Write[];

export type CommitResult = { ok: true } | { ok: false; because: 'stale' | 'duplicate'; table: Table };
