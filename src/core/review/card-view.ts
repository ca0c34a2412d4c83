import type { Person } from '../actor.ts';
import type { Values } from '../decision/decision.ts';
import type { FactValue } from '../decision/submission.ts';
import type { Band, Consequence, Disposition, Level } from '../policy/levels.ts';
import type { FactDefinition, ReasonCode } from '../policy/policy.ts';
import type { Flag, TraceStep } from '../policy/route-result.ts';
import type { Instant } from '../time.ts';
import type { MissReport } from './miss.ts';
import type { Quorum } from './quorum.ts';
import type { Lapse, Snooze } from './review.ts';
import type { AuditView } from './view-audit.ts';
import type { Correction } from './view-corrections.ts';
import type { LogEntry, NoteView } from './view-log.ts';
import type { TimeView } from './view-time.ts';

/** Who looks. A channel is nobody in particular, so it holds no role. */
export type Audience = { kind: 'channel' } | { kind: 'person'; id: string; roles: readonly string[] };

/** One fact as this audience may see it. `value` is absent when it is masked or was not given. */
export type FactView = {
  definition: FactDefinition;
  label: string;
  /** Formatted with unit or currency; a word in its place when it is masked or missing. */
  text: string;
  value?: FactValue;
  masked: boolean;
  missing: boolean;
  /** Against the revision before; `from` is null when it was not given there. */
  changed?: { from: string | null };
};

/** One thing that can be done, and what answering so asks of the person. */
export type OptionView = {
  id: string;
  label: string;
  disposition: 'approved' | 'rejected';
  style?: 'primary' | 'danger';
  /** Against the recommendation; null where this audience is shown none. */
  overrides: boolean | null;
  reasons: ReasonCode[];
  /** What it asks beside the reason: a text, or only the fact that convinced. */
  asks: 'required' | 'convincing_fact';
  /** By lot a text is asked for beside the fact. */
  text_by_lot: boolean;
  /** Asked before its form opens. */
  confirm?: string;
};

/** How many were checked, in how many of them the AI was right, and the exact 95 % interval of that share, 0 to 1. */
export type CheckedShare = { n: number; right: number; low: number; high: number };

export type RecommendationView = {
  option: string;
  label: string;
  /** The source's own score, what checked cases say, and what the policy counts; each from 0 to 1. */
  confidence: { own: number; calibrated?: number; used?: number; band?: Band };
  /**
   * Checked cases that the source scored from `from` to `to` percent: `own` of this model in this version (`versioned`:
   * one is given), `others` of the rest. `any`: some of the type were checked. Null where that was not looked up.
   */
  checked: {
    from: number;
    to: number;
    own: CheckedShare;
    others: CheckedShare;
    any: boolean;
    versioned: boolean;
  } | null;
  rationale?: string;
  model?: string;
  /** Proposed values of facts, formatted. */
  values: { label: string; text: string }[];
  /** What the revision before recommended, when that differs. */
  changed?: { label: string; own: number };
};

export type AlternativeView = { label: string; own?: number; why_lower?: string };

/** How it ended, or is about to end: who, what, when and why. */
export type Story = {
  /** What it means while it can still be undone, too. */
  disposition: Disposition;
  option: { id: string; label: string } | null;
  by: Person | null;
  at: Instant;
  form_open_ms?: number;
  reason: string | null;
  rationale: string;
  tags: string[];
  changes: { label: string; from: string; to: string }[];
  /** What the role of whoever answered had to write down. */
  documented: { label: string; text: string }[];
  /** Null where nothing was recommended or nothing may be shown. */
  overrides: boolean | null;
  /** Others who answered, where several had to. */
  others: { by: Person; for: Person | null; label: string }[];
  /** In whose stead the answer was given. */
  for: Person | null;
  /** What was answered before the recommendation was seen, where it was changed afterwards. */
  first: { label: string; at: Instant } | null;
  /** It ended because nobody answered: what the source does now, as the policy says. */
  lapse: { how: 'reject' | 'execute'; label: string } | null;
  /** Whether it was given before the recommendation was seen. */
  blind: boolean;
  /** Until then whoever answered blind can still change it; null once that is over, and where nothing was revealed. */
  reveal_until: Instant | null;
  /** Why it was withdrawn, when it was. */
  note: string | null;
  answered: { source: string; at: Instant } | null;
  unanswered: { source: string } | null;
  /** Until then its giver can take it back; null once that is over. */
  undo_until: Instant | null;
};

/** How a case like this one was answered. Nothing of what an AI said about it is in here. */
export type PrecedentView = {
  title: string;
  at: Instant;
  /** In words: `approved`, or the label of the type's own option. */
  ended: string;
  disposition: Disposition;
  reason: string | null;
  /** Empty while this audience must not see more than how it ended. */
  rationale: string;
  changes: { label: string; to: string }[];
};

/** A question that waits for an answer. */
export type WaitingView = {
  request_id: string;
  question: string;
  /** Labels of the facts that it asks for. */
  facts: string[];
  /** The declared ones among them, as they stand. */
  asked: FactView[];
  by: Person;
  since: Instant;
  due_at: Instant | null;
  /** Who is asked: one of them or both. */
  from: { source: string | null; person: Pick<Person, 'id' | 'name'> | null };
};

/** A question that was put, and what came of it. `facts` are labels of those that the answer brought; people are named. */
export type InfoRound = {
  question: string | null;
  note: string | null;
  facts: string[];
  asked_by: string | null;
  by: string;
  at: Instant;
  /** Set where nobody answered. */
  lapsed: Lapse | null;
};

/**
 * All that a card, its forms and its notifications may show to one audience, in words and values. What is not in
 * here cannot leak. Texts from outside are whole and unescaped: surfaces cut and escape them.
 */
export type CardView = {
  decision_id: string;
  review_id: string | null;
  revision: number;
  digest: string;
  state: 'open' | 'waiting_info' | 'settling' | 'settled';
  kind: 'review' | 'audit';
  level: Level;
  consequence: Consequence;
  type: { name: string; label: string };
  source: string;
  /** Who raised it from within Slack; null for what a system submitted. */
  raised_by: Pick<Person, 'id' | 'name'> | null;
  external_id: string | null;
  title: string;
  /** What must be decided, with its placeholders filled. */
  question: string;
  /** The amount at stake, formatted; null when there is none or it is masked. */
  amount: string | null;
  /** The name of the fact that holds it; null where the type has none. */
  amount_fact: string | null;
  submitted_at: Instant;
  /** `stopped`: the clock stands still while information is awaited, so it will be later. */
  due: { at: Instant; overdue: boolean; stopped: boolean } | null;
  /** Who has its form open; never the person who looks. */
  opened: { by: Person; at: Instant } | null;
  /** Who took it or was handed it; `yours` when that is the person who looks. */
  assignee: (Person & { since: Instant; yours: boolean }) | null;
  snoozed: Snooze | null;
  /** Somebody passed it on to a queue or to those of a role; named as the policy names it. */
  passed_on: { by: Person; to: string; at: Instant } | null;
  /** What the queue's chain has done while nobody answered. */
  time: TimeView;
  /** Most telling first. */
  facts: FactView[];
  /** Facts that the policy does not define; never for a channel. */
  undeclared: { name: string; text: string }[];
  recommendation: RecommendationView | null;
  alternatives: AlternativeView[];
  opinions: { method: string; label: string; own?: number }[];
  options: OptionView[];
  /** Null where the type does not allow changes or nothing can be changed by this person. */
  modify: { option: string; reasons: ReasonCode[] } | null;
  /** What this person's roles write down beside an answer. */
  document: string[];
  /** Whether this person is asked what was missing on the card. */
  asks_what_was_missing: boolean;
  /** Heaviest first. */
  flags: Flag[];
  /** The step of routing that asked for a person, as a sentence. */
  deciding_rule: string | null;
  trace: TraceStep[];
  policy_version: string;
  /** Newest first where it is our own record of the subject (`history_about` names it), else as the source sent it. */
  history: { at: string; title: string; disposition?: string; note?: string }[];
  history_about: string | null;
  /** The cases most like this one that people answered, nearest first. */
  precedents: PrecedentView[];
  policy_refs: { title: string; url?: string; excerpt?: string }[];
  attachments: { title: string; url: string }[];
  waiting: WaitingView | null;
  /** How questions ended, oldest first. */
  answers: InfoRound[];
  /** Whom a question can be put to, beside the source, and about which facts. */
  askable: {
    submitter: Pick<Person, 'id' | 'name'> | null;
    /** The source did not say who submitted it, Slack does not know them, or it is still being asked. */
    why_not: 'unnamed' | 'unknown' | 'looking' | null;
    email: string | null;
    facts: { name: string; label: string; missing: boolean }[];
  };
  /** Seats filled of those needed; `seats` and `ends` only where several people must answer. */
  progress: {
    given: number;
    needed: number;
    /** `role` null: any decider; `for`: in whose stead; `later`: others are asked first. */
    seats: { role: string | null; by: Person | null; for: Person | null; later: boolean }[];
    order: Quorum['order'] | null;
    ends: Quorum['ends'] | null;
  };
  /**
   * Values that somebody approves or recommends instead of those submitted, while others have still to answer: they agree
   * with these or ask again. `values` are those that this audience may see.
   */
  proposed: { by: Person; changes: Story['changes']; values: Values } | null;
  /** Recommendations of people whose authority does not reach so far. `label` is null where it must not be seen yet. */
  endorsements: {
    by: Person;
    at: Instant;
    label: string | null;
    modified: boolean;
    changes: Story['changes'];
    rationale: string;
    /** By which roles they may decide at all, and whose authority it takes; `needs` is empty where nobody's reaches so far. */
    as: string[];
    needs: string[];
  }[];
  /** People answer before they see what the AI said: `hidden` until this audience may see it. */
  blind: 'hidden' | 'revealed' | null;
  /** Of the person who looks. */
  own_answer: {
    option: { id: string; label: string };
    /** Values that it changes. */
    changes: { label: string; from: string; to: string }[];
    rationale: string;
    reveal_until: Instant | null;
    /** Whether it can be taken back now. */
    undoable: boolean;
  } | null;
  /** Answers of people that turned out wrong after they were final, oldest first. */
  corrections: Correction[];
  /** Who did what and when, oldest first. */
  log: LogEntry[];
  /** What people left with it. */
  notes: NoteView[];
  /** Whether such an answer can be corrected now. */
  correctable: boolean;
  story: Story | null;
  /** Where what was done already is looked at again. */
  audit: AuditView | null;
  /** What else was executed like it, for the message that tells so. */
  miss: MissReport | null;
};
