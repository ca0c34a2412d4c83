import type { Person } from './core/actor.ts';
import type { Decision, Revision } from './core/decision/decision.ts';
import type { Seal } from './core/decision/receipt.ts';
import type { Facts } from './core/decision/submission.ts';
import type { TallyQuery } from './core/policy/figures.ts';
import type { DecisionType, Policy, Source } from './core/policy/policy.ts';
import type { Stop } from './core/policy/stop.ts';
import type { TallyCounts } from './core/policy/tally.ts';
import type { EndingCount } from './core/report/ending.ts';
import type { PastDecision } from './core/report/past-decision.ts';
import type { Case } from './core/review/case.ts';
import type { Home, HomeChoice } from './core/review/home.ts';
import type { Miss, Recheck } from './core/review/miss.ts';
import type { Precedent } from './core/review/precedents.ts';
import type { Review } from './core/review/review.ts';
import type { Presence } from './core/sla/availability.ts';
import type { Instant } from './core/time.ts';

import type {
  Change,
  CommitResult,
  Delegation,
  Delivery,
  GivenAnswer,
  HomeTab,
  IdempotencyKey,
  Leave,
  Outcome,
  PersonRecord,
  Post,
  Surface,
} from './rows.ts';

/** What use cases need from outside. Each is small; `src/app.ts` puts the real ones together. */

// The store speaks in rows and writes, so whoever knows the ports knows them.
export type * from './rows.ts';

/** Domain time: moved by hand in tests and in the sandbox. Signatures and timeouts use wall time instead. */
export type Clock = { now: () => Instant };

/** Identifiers, unique over all instances. `prefix_` and 26 characters that sort by time of making. */
export type Ids = {
  next: (
    prefix: 'dec' | 'rev' | 'srf' | 'msg' | 'inf' | 'out' | 'rcp' | 'stp' | 'dlg' | 'lve' | 'pst' | 'bat',
  ) => string;
};

/** The policy in force, and earlier versions by their hash. */
export type PolicyBook = { current: () => Policy };

/** One executed decision beside another: `right` is what an audit said, null while one is open or none was held. */
export type ExecutedLike = {
  id: string;
  resolved_at: Instant;
  facts: Facts;
  audits: { right: boolean | null }[];
};

/** What waits in one queue. */
export type QueueCount = {
  queue: string;
  open: number;
  overdue: number;
  /** Due between now and the moment that was asked for. */
  soon: number;
  oldest: Instant;
};

/** An answer, and the option that is known to have been right; null while nothing is known. */
export type AnswerOf = GivenAnswer & { correct: string | null };

/** A review that waits, as far as load and pace look at it. */
export type OpenReview = Pick<Review, 'id' | 'decision_id' | 'status' | 'assignee' | 'due_at' | 'opened_at'>;

/** A review that waits, as far as it is looked at whether anybody can answer it. */
export type OpenOne = Pick<Review, 'id' | 'decision_id' | 'kind' | 'opened_at' | 'quorum' | 'verdicts'> & {
  type: string;
  source: string;
};

/** Everything that lasts. Reads see only what was committed. */
export type Store = {
  /** Durable when it answers. Rejects with `StoreUnavailable` when the disk is full or the database locked. */
  commit: (change: Change) => Promise<CommitResult>;
  /** One decision with its own review and all that its surfaces and answers need. */
  findCase: (decisionId: string) => Promise<Case | undefined>;
  /** The same with that review, which may be an audit. */
  findCaseOfReview: (reviewId: string) => Promise<Case | undefined>;
  findDecision: (decisionId: string) => Promise<Decision | undefined>;
  findLive: (liveKey: string) => Promise<Decision | undefined>;
  findRevision: (decisionId: string, revision: number) => Promise<Revision | undefined>;
  findReview: (reviewId: string) => Promise<Review | undefined>;
  /** All reviews of a decision, audits included, oldest first. */
  findReviews: (decisionId: string) => Promise<Review[]>;
  /**
   * Executed decisions of a stratum, newest first by (resolved_at, id), each with its facts and what audits said of it;
   * `before` is the last one of the page before.
   */
  executedLike: (query: {
    stratum: string;
    before?: { resolved_at: Instant; id: string };
    limit: number;
  }) => Promise<ExecutedLike[]>;
  /** Decisions of a type that people answered, newest first by (resolved_at, id). */
  answeredOf: (query: { type: string; limit: number }) => Promise<Precedent[]>;
  /** How earlier decisions about a subject ended, by people or by themselves, newest first by (resolved_at, id). */
  endedAbout: (query: { subject_key: string; limit: number }) => Promise<Precedent[]>;
  /** What the audit that bears this id set off by finding something wrong. */
  findMiss: (reviewId: string) => Promise<Miss | undefined>;
  /** The decisions that are looked at again because of a miss, in the order in which they are opened. */
  findRechecks: (missId: string) => Promise<Recheck[]>;
  /** The same, by the decision that is looked at again. */
  findRechecksOf: (decisionId: string) => Promise<Recheck[]>;
  /** The stop of a type that is in force. */
  findStop: (type: string) => Promise<Stop | undefined>;
  /** A stop by its id, also one that is over. */
  findStopById: (id: string) => Promise<Stop | undefined>;
  /** All stops in force, oldest first. */
  listStops: () => Promise<Stop[]>;
  findIdempotencyKey: (source: string, key: string) => Promise<IdempotencyKey | undefined>;
  findOutcomes: (decisionId: string) => Promise<Outcome[]>;
  findSurfaces: (decisionId: string) => Promise<Surface[]>;
  findSurface: (surfaceId: string) => Promise<Surface | undefined>;
  findDeliveries: (decisionId: string) => Promise<Delivery[]>;
  findSetting: (name: string) => Promise<string | undefined>;
  /** When a version of the policy was first in force. */
  findPolicySince: (version: string) => Promise<Instant | undefined>;
  /** Sums of the counts of each `scope` and `key` from day `from` on, in the order asked; zeros where nothing is. */
  sumTallies: (asked: TallyQuery[]) => Promise<TallyCounts[]>;
  /** Newest first by (updated_at, id); `after` is the last row of the page before. */
  listDecisions: (query: {
    source?: string;
    type?: string;
    status?: Decision['status'];
    since?: Instant;
    limit: number;
    after?: { updated_at: Instant; id: string };
  }) => Promise<Decision[]>;
  /**
   * Decisions that came in from `since` on, in the order of their ids, each with all that became known of it; `after` is
   * the id of the last one of the page before. For reports over any number of them: none is kept in between.
   */
  listPast: (query: { since: Instant; after?: string; limit: number }) => Promise<PastDecision[]>;
  /**
   * Reviews of the queues named that wait for a verdict or for information, soonest due first, undated ones last. With
   * `types`, those of these types alone.
   */
  listOpen: (query: { queues: string[]; types?: string[]; limit: number }) => Promise<Case[]>;
  /** Their ids alone. */
  openReviews: (query: { queues: string[]; types?: string[]; limit: number }) => Promise<string[]>;
  /** The cases of these reviews, in this order; others have a turn before each handful. */
  findCasesOfReviews: (ids: string[]) => Promise<Case[]>;
  /** The same of all queues, those that have waited longest first. */
  listOldest: (limit: number) => Promise<Case[]>;
  /** How many wait in each queue that has any: until `now` overdue, until `soon` due, and since when the oldest waits. */
  countQueues: (now: Instant, soon: Instant) => Promise<QueueCount[]>;
  /** How many answers were given in a queue from `since` on. */
  countAnswered: (queue: string, since: Instant) => Promise<number>;
  /** What somebody answered from `since` on, newest first, with what is known of each decision now. */
  answersOf: (query: { person_id: string; since: Instant; limit: number }) => Promise<AnswerOf[]>;
  findHome: (personId: string) => Promise<HomeTab | undefined>;
  /** People whose Home tab is kept up to date, is behind, and may be drawn again at `now`. */
  dueHomes: (now: Instant, limit: number) => Promise<string[]>;
  /** How many Home tabs are kept up to date. */
  countHomes: (now: Instant) => Promise<number>;
  /** The sequence of the newest event; 0 while there is none. */
  lastEvent: () => Promise<number>;
  /**
   * Channels (as the policy names them) that hold surfaces due at `now`: `due` ones, and `sending` ones, which a
   * process left behind when it died.
   */
  dueChannels: (now: Instant) => Promise<string[]>;
  /** Surfaces of a channel that are due at `now`, in the order in which they became due. */
  dueSurfaces: (channel: string, now: Instant, limit: number) => Promise<Surface[]>;
  /** Decisions whose first undelivered callback is due at `now`. */
  dueDeliveryDecisions: (now: Instant, limit: number) => Promise<string[]>;
  /** Decisions whose review time alone changes at or before `now`, longest waiting first. */
  dueReviews: (now: Instant, limit: number) => Promise<string[]>;
  /** When messages to one person went from `since` on, newest first. */
  directsSince: (personId: string, since: Instant, limit: number) => Promise<Instant[]>;
  /** When people last answered in a queue from `since` on, newest first. */
  lastAnswers: (query: { queue: string; since: Instant; limit: number }) => Promise<Instant[]>;
  /** Reviews that wait in a queue, those due soonest first. */
  openItems: (query: { queue: string; limit: number }) => Promise<OpenReview[]>;
  /** All reviews that wait, those that have waited longest first; `after` is the last one of the page before. */
  eachOpen: (query: { after?: Pick<OpenOne, 'id' | 'opened_at'>; limit: number }) => Promise<OpenOne[]>;
  /**
   * Reviews that wait and were not planned by the policy of `version`, and those with neither a moment nor a reason why
   * there is none.
   */
  unplannedReviews: (
    version: string,
    limit: number,
  ) => Promise<{ id: string; version: number; planned_by: string }[]>;
  /** Addresses whose person Slack is to be asked for at or before `now`. */
  duePeople: (now: Instant, limit: number) => Promise<string[]>;
  findPerson: (email: string) => Promise<PersonRecord | undefined>;
  /** Decisions that wait and were asked for by the person with that address. */
  pendingOf: (email: string) => Promise<string[]>;
  /** The earliest moment after `now` at which anything becomes due; undefined when nothing waits for time. */
  nextDue: (now: Instant) => Promise<Instant | undefined>;
  /** Whom somebody stands in for at `now`, and who stands in for them; oldest first. */
  findDelegationsTo: (personId: string, now: Instant) => Promise<Delegation[]>;
  findDelegationsFrom: (personId: string, now: Instant) => Promise<Delegation[]>;
  /** The message of that kind about that in that period, whether it was sent or not. */
  findPost: (kind: Post['kind'], about: string, period: string) => Promise<Post | undefined>;
  /** Channels with messages about no decision that are due at `now`, and those messages, longest due first. */
  duePostChannels: (now: Instant) => Promise<string[]>;
  duePosts: (channel: string, now: Instant, limit: number) => Promise<Post[]>;
  /** Endings in a stretch of time, counted by all that reports tell apart; of one queue, or of all. */
  countEndings: (query: { from: Instant; until: Instant; queue?: string }) => Promise<EndingCount[]>;
  /** Of what people answered in a stretch of time and could have changed, how much they did. */
  countOverrides: (query: {
    from: Instant;
    until: Instant;
    queue?: string;
  }) => Promise<{ answered: number; overridden: number }>;
  /** The median time that answered decisions waited; undefined when there were none. */
  medianWait: (query: { from: Instant; until: Instant; queue?: string }) => Promise<number | undefined>;
  /** Whether somebody said that they are away at `now`. */
  findAbsence: (personId: string, now: Instant) => Promise<Leave | undefined>;
  /** People in whose stead something was answered that they were not told of. */
  untoldPeople: (limit: number) => Promise<string[]>;
  /** What it was, oldest first. */
  untoldAnswers: (personId: string, limit: number) => Promise<GivenAnswer[]>;
  /** Rejects when the database cannot take a durable write now. */
  check: () => Promise<void>;
  close: () => Promise<void>;
};

/** The store cannot take a write now; nothing was stored. The caller may try again after `retryAfterMs`. */
export class StoreUnavailable extends Error {
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.name = 'StoreUnavailable';
    this.retryAfterMs = retryAfterMs;
  }
}

/** The person behind a press, as Slack's signed payload names them. */
export type Asker = { id: string; team_id?: string };

/** Who people are, and what the policy's roles mean in Slack. */
export type Directory = {
  /**
   * The person and the roles that they hold now; undefined when Slack does not answer and nothing is known. `stranger`:
   * of another workspace, a guest, a bot, or deactivated.
   */
  personWithRoles: (asker: Asker) => Promise<{ by: Person; roles: string[]; stranger?: true } | undefined>;
  /** The person with that e-mail address; null when there is none, undefined when Slack does not answer. */
  personByEmail: (email: string) => Promise<Person | null | undefined>;
  /** Who holds a role of the policy and can be asked at all; undefined when Slack does not answer. */
  membersOf: (role: string) => Promise<Person[] | undefined>;
  /** The manager whom somebody's Slack profile names; null when it names none, undefined when Slack does not answer. */
  managerOf: (personId: string) => Promise<Person | null | undefined>;
  /** Whether somebody is there, as Slack shows it to everybody; undefined when it does not say. */
  presence: (personId: string) => Promise<Presence | undefined>;
  /** Slack says that this changed: what was known of it decides nothing any more. */
  forget: (changed: DirectoryChange) => void;
};

/**
 * Somebody's account or profile, by their id; or who is in a user group, by its id, with the handle that it has now where that
 * may have changed, too.
 */
export type DirectoryChange = { person: string } | { group: string; handle?: string };

/** Lets long polls wait for a decision's next change. */
export type Changes = {
  /** `happened` settles at the next change, after `ms` milliseconds, or when the signal aborts; `stop` forgets it. */
  next: (
    decisionId: string,
    ms: number,
    signal: AbortSignal,
  ) => { happened: Promise<void>; stop: () => void };
};

/** What a wake-up is about: surfaces to post or update, webhooks to deliver, reviews that time changes, people to find, Home tabs. */
export type WakeUpQueue = 'cards' | 'callbacks' | 'reviews' | 'people' | 'posts' | 'homes';

/** Wakes a worker to look at one key: a decision, or a person's address. A lost one is found by the sweep. */
export type WakeUps = {
  wake: (queue: WakeUpQueue, key: string) => void;
  /** Told after each commit that changed a decision: long polls wait on it. */
  changed: (decisionId: string) => void;
};

/** What came of sending a webhook: an answer, or the reason why there was none. */
export type Sent = { status: number; excerpt: string } | { status: null; error: string };

/** Signs and sends one webhook. Never rejects. */
export type Courier = {
  send: (webhook: {
    id: string;
    url: string;
    source: string;
    body: string;
    hosts: string[];
  }) => Promise<Sent>;
};

/**
 * What came of putting a card somewhere.
 * - `later`: not now, for a reason that passes (outage, too many calls); `unknown`: it may have been stored.
 * - `refused`: this place will not take it (gone, archived, not a member); `gone`: the message to update is gone.
 * - `rejected`: the payload is at fault; `locked_out`: nothing can be done with these credentials.
 */
export type Posted =
  | { ok: true; channel: string; ts: string; digest: string }
  | {
      ok: false;
      kind: 'later' | 'unknown' | 'refused' | 'gone' | 'rejected' | 'locked_out';
      error: string;
      retryAfterMs?: number;
    };

/** The message under which a note is posted. */
export type Thread = { channel: string; ts: string };

/** What a surface shows: a case, or that a type was stopped or started. */
export type Shown = { kase: Case; type: DecisionType } | { stop: Stop; type: DecisionType };

/** Puts cards in front of people. Never rejects. */
export type Messenger = {
  /** Waits for this channel's turn, so that no channel gets more than the platform takes. */
  turn: (channel: string, kind: 'post' | 'update') => Promise<void>;
  post: (surface: Surface, shown: Shown, thread?: Thread) => Promise<Posted>;
  /** Changes a card that was posted. Sends nothing when it would look the same. */
  update: (surface: Surface, shown: Shown) => Promise<Posted>;
  /** Posts a message about no decision, with its file when it has one. */
  say: (post: Post) => Promise<Posted>;
  /** Puts the file of a message under it, where that has not been done. */
  attach: (thread: Thread, post: Pick<Post, 'file'>) => Promise<void>;
  /** Looks for such a message that was stored though the answer was lost. Undefined: it is certainly not there. */
  findSaid: (post: Post) => Promise<{ channel: string; ts: string } | undefined | 'unknown'>;
  /** Looks for a card that was stored though the answer was lost. Undefined: it is certainly not there. */
  find: (
    surface: Surface,
    thread?: Thread,
  ) => Promise<{ channel: string; ts: string } | undefined | 'unknown'>;
};

/** What came of drawing somebody's Home tab: the digest of what it shows, or when to try again. */
export type Published = { ok: true; digest: string } | { ok: false; retryAfterMs?: number };

/** People's Home tabs. Never rejects. */
export type Tabs = {
  /** Sends nothing when it would look as it did at `shown`. Without a `home` it says that nobody knows who they are. */
  publish: (
    personId: string,
    home: Home | undefined,
    choice: HomeChoice,
    shown: string | null,
  ) => Promise<Published>;
};

/** All that use cases are given. */
export type World = {
  store: Store;
  clock: Clock;
  ids: Ids;
  policies: PolicyBook;
  directory: Directory;
  wakeUps: WakeUps;
  changes: Changes;
  /** Random bytes as hex, for salts. */
  salt: () => string;
  /** Uniform in [0, 1) for (decision, purpose): HMAC of the server's secret, the same whenever it is asked. */
  draw: (decisionId: string, purpose: string) => number;
  /** Signs receipts; the public half lets anybody verify them. */
  seal: Seal;
  publicKey: string;
  /** Whether random samples are drawn at all. */
  sampling: boolean;
  /** Tells whoever watches over us from outside that all is well. Never rejects. */
  heartbeat: () => Promise<void>;
  /** Where a source's answers go unless a submission says otherwise. */
  callbackUrl: (source: Source) => string | undefined;
  /** Public address of the API, without a slash at the end. */
  publicUrl: string;
};
