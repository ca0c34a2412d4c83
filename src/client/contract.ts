/**
 * What goes over the wire between a source and Handraise, as the API contract states it. Moments are ISO 8601
 * with an offset; confidences are shares from 0 to 1; an amount's `value` is in the currency's main unit.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Money = { value: number; currency: string };
/** The facts by name. The decision type in the policy says which there are and of what kind. */
export type Facts = Record<string, Json>;
export type Attachment = { title: string; url: string };

export type Recommendation = {
  option: string;
  confidence: number;
  rationale?: string;
  /** Ranked, the most likely first. */
  alternatives?: { option: string; confidence?: number; why_lower?: string }[];
  values?: Facts;
  model?: string;
  model_version?: string;
  /** The last moment or day that the model's training data covers. */
  trained_through?: string;
};

export type Signals = {
  /** How much the input looks like what the model knows. */
  similarity?: number;
  rule_match?: 'clear' | 'ambiguous' | 'none';
  opinions?: { method: string; option: string; confidence?: number }[];
};

type Degree = 'none' | 'low' | 'medium' | 'high';

/** What an AI wants to do. Required: `type`, `title`, the type's required facts and usually `recommendation`. */
export type Submission = {
  type: string;
  /** The source's own id: submitting it again while pending makes a new revision, not a second decision. */
  external_id?: string;
  title: string;
  subject?: { id: string; name?: string; kind?: string; language?: string };
  requested_by?: { id: string; name?: string; email?: string };
  facts?: Facts;
  recommendation?: Recommendation;
  signals?: Signals;
  consequence?: { customer_impact?: Degree; compliance?: boolean; reputation?: Degree; reversible?: boolean };
  history?: { at: string; title: string; disposition?: string; note?: string }[];
  policy_refs?: { title: string; url?: string; excerpt?: string }[];
  attachments?: Attachment[];
  due_at?: string;
  callback_url?: string;
};

/** The levels of human involvement, in order of care. */
export type Level = 'auto_execute' | 'auto_audit' | 'review' | 'human_decides' | 'human_only';
export type Disposition = 'approved' | 'rejected' | 'modified' | 'auto_executed' | 'expired' | 'cancelled';

/** What the policy says happens, and the steps that led there. */
export type Route = {
  level: Level;
  queue: string;
  sla_class: string;
  consequence: 'low' | 'medium' | 'high';
  confidence: { raw?: number; calibrated?: number; used?: number; band?: 'high' | 'medium' | 'low' };
  flags: { code: string; sentence: string; weight: number }[];
  inclusion_probability: number;
  trace: { step: string; saw: string; did: string }[];
  policy_version: string;
};

/** The answer to a submission: `resolved` when nothing waits for a person. */
export type SubmissionAnswer =
  | { status: 'pending'; id: string; revision: number; route: Route; due_at?: string | null; url?: string }
  | {
      status: 'resolved';
      id: string;
      revision: number;
      route: Route;
      option: string | null;
      /** Null from a shadow source: nothing was done. */
      disposition: Disposition | null;
      shadow?: true;
      would_have?: WouldHave;
    };

/** What would have happened to a decision of a shadow source, which goes on deciding by itself. */
export type WouldHave =
  | { status: 'resolved'; option: string | null; disposition: 'auto_executed' }
  | { status: 'pending'; queue: string; sla_class: string };

/** One item of a batch's answer, in the order sent: accepted, or the problem that this item alone met. */
export type BatchResult = SubmissionAnswer | Problem;

export type Verdict = {
  by: { id: string; team_id?: string; name?: string; email?: string };
  /** In whose stead, where somebody stood in for another. */
  for?: { id: string; team_id?: string; name?: string; email?: string };
  /** Which of the seats it took, from 1, where several people had to answer. */
  seat?: number;
  option: string;
  /** Changed facts of a modification. */
  values?: Facts;
  reason_code: string;
  /** What the reason tells about the AI; only of an answer that overrides it. */
  category?: 'ai_error' | 'edge_case' | 'policy_change' | 'other';
  rationale: string;
  tags?: string[];
  /** What the person's role had to write down, by the field's label. */
  documented?: Record<string, string>;
  at: string;
  /** It was given before the AI's recommendation was shown. */
  blind?: true;
  /** The answer before it was changed at the sight of the recommendation. */
  first?: Omit<Verdict, 'by' | 'blind' | 'first'>;
};

/** Who caused an event. */
export type Actor = { kind: 'person' | 'source' | 'policy' | 'job'; team_id?: string; id: string };
export type DecisionEvent = { type: string; at: string; actor: Actor; data: Record<string, unknown> };

/** Several people must answer: which seats are taken. What they said is not known before it is final. */
export type Quorum = {
  given: number;
  needed: number;
  order: 'parallel' | 'sequential';
  ends: 'any_reject' | 'majority';
  /** `role` null: anybody who may decide. */
  seats: { role: string | null; answered: boolean }[];
};

type Described = {
  id: string;
  source: string;
  type: string;
  external_id: string | null;
  revision: number;
  title: string;
  subject?: Submission['subject'];
  requested_by?: Submission['requested_by'];
  facts: Facts;
  recommendation?: Recommendation;
  route: Route;
  due_at?: string | null;
  /** Absent where one answer is enough. */
  quorum?: Quorum;
  verdicts: Verdict[];
  explanation: string | null;
  corrections: Correction[];
  audits: Audit[];
  events: DecisionEvent[];
  outcomes: (Outcome & { id?: string; recorded_at?: string })[];
  created_at: string;
  updated_at: string;
};

/**
 * A person's answer turned out wrong after it was final. The decision stays as it ended; `now` would have been right.
 * `result` is what the source said that it could still do.
 */
export type Correction = {
  by: Verdict['by'];
  at: string;
  was: string;
  now: string;
  values: Facts | null;
  disposition: Disposition;
  reason_code: string;
  reason: string;
  told_at?: string;
  result?: 'reversed' | 'impossible';
};

/**
 * Somebody looked at it after it was decided: because it was drawn, because one like it was wrong, or because the person
 * concerned asked. It never changes the decision; `verdicts` name the option that would have been right.
 */
export type Audit = {
  id: string;
  because: 'sampled' | 'recheck' | 'contest';
  status: 'open' | 'answered';
  opened_at: string;
  /** Once it is answered. */
  right?: boolean;
  answered_at?: string;
  verdicts?: Verdict[];
};

/** A decision that still waits, also for the end of an undo window. */
export type PendingDecision = Described & { status: 'pending' };

/** A decision whose answer stands. `option` is null when it expired or was cancelled without one. */
export type ResolvedDecision = Described & {
  status: 'resolved';
  option: string | null;
  /** Null from a shadow source, which decides by itself. */
  disposition: Disposition | null;
  shadow?: true;
  would_have?: WouldHave;
  overridden: boolean | null;
  /** Changed facts of a modification. */
  values?: Facts | null;
  resolved_at?: string | null;
  receipt?: string | null;
};

export type DecisionAnswer = PendingDecision | ResolvedDecision;

/** An answer to a request for information; new facts make a new revision. */
export type InfoAnswer = { facts?: Facts; note?: string; attachments?: Attachment[]; request_id?: string };

/** What turned out to be true later. `correct` is the option that would have been right. */
export type Outcome = {
  correct: string;
  kind?: 'downstream_error' | 'customer_incident' | 'audit_finding' | 'confirmed';
  severity?: 'low' | 'medium' | 'high';
  loss?: Money;
  detected_by?: string;
  /** What you did about it, where you did not say so in the answer to a webhook. */
  remedy?: 'reversed' | 'impossible';
  observed_at: string;
  note?: string;
};

/** The person concerned (`by`) asks for a (different) human. */
export type Contest = { by: string; note: string };

export type ListQuery = {
  type?: string;
  status?: 'pending' | 'resolved';
  /** Only what changed since this moment. */
  since?: string;
  /** Decisions per page. */
  limit?: number;
};

/** One line of a list; `get` tells the rest. */
export type ListedDecision = {
  id: string;
  type: string;
  external_id: string | null;
  revision: number;
  status: 'pending' | 'resolved';
  title: string;
  level: Level;
  option: string | null;
  disposition: Disposition | null;
  overridden: boolean | null;
  due_at: string | null;
  created_at: string;
  updated_at: string;
  resolved_at: string | null;
};

export type ListPage = { data: ListedDecision[]; next_cursor: string | null };

/** RFC 9457 problem details, https://www.rfc-editor.org/rfc/rfc9457 */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Every field that was wrong, all at once. */
  errors?: { path: string; message: string }[];
};

type About = { id: string; external_id: string | null; revision: number };
type Ended = About & {
  option: string | null;
  disposition: Disposition;
  values: Facts | null;
  overridden: boolean | null;
  verdicts: Verdict[];
  route: Route;
  explanation: string | null;
  receipt?: string | null;
};

type CallbackData = {
  'decision.resolved': Ended;
  'decision.expired': Ended;
  'decision.info_requested': About & {
    request_id: string;
    question: string;
    /** Names of the facts that the answer should fill. */
    facts: string[];
    due_at: string | null;
  };
  'decision.routed': About & { route: Route };
  'decision.escalated': About & Record<string, unknown>;
  /** Answer `{"result": "reversed"}` or `{"result": "impossible"}`; the same to `audit.disagreed`. */
  'decision.corrected': About & {
    /** Who corrected it; absent where a contest found another answer. */
    by?: Verdict['by'];
    was: string;
    now: string;
    /** The same. */
    values?: Facts | null;
    disposition?: Disposition;
    reason: string;
    reason_code: string;
    tags?: string[];
  };
  'audit.disagreed': About & {
    executed_option: string;
    correct_option: string;
    reason: string;
    reason_code: string;
  };
  'model.retrain_advised': Record<string, unknown>;
};

export type CallbackType = keyof CallbackData;

/** A verified callback. `webhook_id` is the same on every retry: act once per id. */
export type Callback = {
  [T in CallbackType]: { type: T; webhook_id: string; timestamp: string; data: CallbackData[T] };
}[CallbackType];

/** The callbacks of today's contract; a later one is answered as `unknown` by `verifyCallback`. */
export const CALLBACK_TYPES = [
  'decision.resolved',
  'decision.expired',
  'decision.info_requested',
  'decision.routed',
  'decision.escalated',
  'decision.corrected',
  'audit.disagreed',
  'model.retrain_advised',
] as const satisfies readonly CallbackType[];

/** A verified callback of a type that this version of the client does not know. Answer 200 and go on. */
export type UnknownCallback = {
  type: 'unknown';
  sent_type: string;
  webhook_id: string;
  timestamp: string;
  data: unknown;
};
