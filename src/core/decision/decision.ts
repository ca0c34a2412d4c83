import type { Actor, Person } from '../actor.ts';
import type { Disposition, Level } from '../policy/levels.ts';
import type { Category } from '../policy/policy.ts';
import type { Route } from '../policy/route-result.ts';
import type { Instant } from '../time.ts';
import type { FactValue, Submission } from './submission.ts';

/** Field changes of a modification: the fact's name and its new value. */
export type Values = Record<string, FactValue>;

/** One thing an AI wants to do, and how it ended. */
export type Decision = {
  id: string;
  source: string;
  type: string;
  external_id: string | null;
  revision: number;
  status: 'pending' | 'resolved';
  title: string;
  level: Level;
  queue: string;
  option: string | null;
  disposition: Disposition | null;
  overridden: boolean | null;
  values: Values | null;
  policy_version: string;
  callback_url: string | null;
  /** E-mail address of the person who asked, in lower case: the key into `people`. */
  requested_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  resolved_at: Instant | null;
  due_at: Instant | null;
  /**
   * What an executed decision is compared with when another one turns out wrong: type, level, consequence and band.
   * Null for all that a person answered.
   */
  stratum: string | null;
  /** From a source in shadow mode: routed and recorded, and nothing else. */
  shadow: boolean;
  /** The option that would have been right, as the latest truth says: an audit's or an outcome's. Null while none is known. */
  correct: string | null;
  /** `source type external_id` while pending, null afterwards: unique, so that one thing is open once. */
  live_key: string | null;
  /** Digest of the type and the subject that it is about: what was decided about them before. Null without a subject. */
  subject_key: string | null;
};

/** The facts as they stood at one moment. They live only here. */
export type Revision = {
  decision_id: string;
  revision: number;
  body: Submission;
  route: Route;
  /** Digest of what is decided upon; every button carries it. */
  digest: string;
  created_at: Instant;
};

/** One person's answer. `values` are the changed facts of a modification. */
export type Verdict = {
  by: Person;
  option: string;
  /** What the option meant when it was given, whatever the policy makes of it later; absent in records from before this was kept. */
  means?: 'approved' | 'rejected';
  values?: Values;
  reason_code: string;
  /** What the reason tells about the AI; only of an answer that overrides it. */
  category?: Category;
  rationale: string;
  tags: string[];
  /** What the person's role had to write down, by the field's label. */
  documented?: Record<string, string>;
  at: Instant;
  /** From the form's opening to its submission, in milliseconds. */
  form_open_ms?: number;
  /** In whose stead, where somebody stands in for another. */
  for?: Person;
  /** Which place of the quorum it fills, from 0. */
  seat?: number;
  /** All places that this person could fill: whoever answers later may need this one. */
  fits?: number[];
  /** Their own authority does not reach so far: it counts beside somebody's whose does. */
  above?: true;
  /** Of an answer that was given before the recommendation was seen. */
  blind?: BlindAnswer;
  /** Answered together with others that are alike; `opened`: the person looked at this one by itself. */
  batch?: { id: string; opened: boolean };
};

/** What a person answers, without who and where. */
export type Answer = Pick<
  Verdict,
  'option' | 'values' | 'reason_code' | 'rationale' | 'tags' | 'at' | 'form_open_ms'
>;

/**
 * The recommendation was revealed after the answer: `open` while it can still be kept or changed, at the latest until
 * `until`. `first` is the answer before it was changed.
 */
export type BlindAnswer = { reveal: 'open' | 'kept' | 'changed'; until: Instant; first?: Answer };

export const EVENT_TYPES = [
  'received',
  'revised',
  'routed',
  'audit_sampled',
  'audit_opened',
  'audit_agreed',
  'audit_disagreed',
  'card_posted',
  'opened',
  'claimed',
  'released',
  'reassigned',
  'info_requested',
  'info_answered',
  'info_lapsed',
  'snoozed',
  'snooze_ended',
  'reminded',
  'backup_notified',
  'escalated',
  'lapsed',
  'noted',
  'verdict_given',
  'answer_kept',
  'answer_changed',
  'verdict_undone',
  'resolved',
  'corrected',
  'expired',
  'cancelled',
  'contested',
  'remedied',
  'outcome_recorded',
  'callback_delivered',
  'callback_failed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** A past-tense fact about a decision. The events are the audit log. */
export type DecisionEvent = { type: EventType; at: Instant; actor: Actor; data: Record<string, unknown> };
