import type { Submission } from '../decision/submission.ts';
import type { PublishTime } from '../report/periods.ts';
import type { AssignBy } from '../sla/assign.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Chain } from '../sla/chain.ts';
import type { SlaClass } from '../sla/due.ts';
import type { Band, Consequence, Level } from './levels.ts';
import type { Need } from './stats.ts';

export const FACT_KINDS = ['money', 'number', 'text', 'choice', 'date', 'boolean', 'list'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** What the policy says about one fact of a decision type. */
export type FactDefinition = {
  name: string;
  label: string;
  kind: FactKind;
  required: boolean;
  /** Masked for everyone without one of the type's `sensitive_roles`. */
  sensitive: boolean;
  modifiable: boolean;
  /** Shown after a number: `days`, `kB`. */
  unit?: string;
  /** For `choice`, and for `list` when its items are closed. */
  choices?: string[];
  min?: number;
  max?: number;
};

/** One thing that can be done, and which disposition it means when a person chooses it. */
export type Option = {
  id: string;
  label: string;
  disposition: 'approved' | 'rejected';
  style?: 'primary' | 'danger';
  /** Asked before its form opens, with its places filled as in the question. */
  confirm?: string;
};

/** What an override tells about the AI. */
export const CATEGORIES = ['ai_error', 'edge_case', 'policy_change', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Why a person answered as they did. The override's category follows from the code. */
export type ReasonCode = {
  id: string;
  label: string;
  category: Category;
};

/** The reason code that every list ends with; choosing it requires a text. */
export const OTHER_REASON: ReasonCode = { id: 'other', label: 'Other', category: 'other' };

/** Effects of a rule that matched. `raise_to` and `lower_to` are bounds, not assignments; a rule has at most one. */
export type RuleEffect = {
  raise_to?: Level;
  lower_to?: Level;
  /** The sentence that people see before they decide. */
  flag?: string;
  queue?: string;
  sla_class?: string;
  /** At least so many people answer: such a decision never runs by itself. */
  approvals?: number;
  /** People answer before they see the recommendation. */
  blind?: true;
  /** At least this share of what runs by itself is audited. */
  sample?: number;
};

/** What rule conditions see. Values come from the decision as submitted; nothing here is trusted text. */
export type RuleScope = {
  facts: Submission['facts'];
  subject: Record<string, unknown>;
  recommendation: Record<string, unknown>;
  signals: Record<string, unknown>;
  consequence: Record<string, unknown>;
  stats: Record<string, unknown>;
  queue: Record<string, unknown>;
  now: Date;
};

/** A compiled rule: `matches` never throws; an expression that fails at run time answers with the error. */
export type Rule = {
  name: string;
  when: string;
  effect: RuleEffect;
  matches: (scope: RuleScope) => boolean | { error: string };
  /** Figures that the condition looks at. */
  needs: ReadonlySet<Need>;
  /** Whether the condition looks at what models say, so that whatever comes of it could betray them. */
  reads_models: boolean;
};

/** Upper edges of the amount bands of one currency: below `medium` is low, up to and with `high` medium, above high. */
export type AmountBands = { medium: number; high: number };

/** Signals that a type can declare as expected: each one missing lowers the confidence used, and is said. */
export const SIGNALS = ['similarity', 'rule_match', 'opinions'] as const;
export type SignalName = (typeof SIGNALS)[number];

/**
 * The lowest edge of high confidence at which a named person (an e-mail address or a Slack id) answers for the errors,
 * since `on`, a day; for one model version where it is named.
 */
export type Certificate = { high: number; by: string; on: string; model_version?: string };

export type DecisionType = {
  name: string;
  label: string;
  /** The decision required, with `{fact}`, `{subject.name}` and `{external_id}` filled in when shown. */
  question: string;
  queue: string;
  sla_class: string;
  /** Roles whose members may decide. */
  deciders: string[];
  /** Roles that see sensitive facts. */
  sensitive_roles: string[];
  facts: FactDefinition[];
  options: Option[];
  modify: boolean;
  /** Who must answer from the consequence `from` on, where one answer is not enough: one seat for each role named. */
  quorum?: {
    seats: (string | null)[];
    order: 'parallel' | 'sequential';
    ends: 'any_reject' | 'majority';
    from: Consequence;
  };
  /** Share of its reviews that are answered before the recommendation is seen. */
  blind_share: number;
  /** Reason codes by option id, and `modify` for modifications; each list is at most five and ends with `other`. */
  reasons: Record<string, ReasonCode[]>;
  /** What members of a role write down beside each answer, by role; absent: nothing. */
  document?: Record<string, string[]>;
  /** Which fact holds the amount that sets the financial consequence, and the bands by currency. */
  amount?: { fact: string; bands: Record<string, AmountBands> };
  /** The consequence where nothing submitted says more. */
  base_consequence: Consequence;
  /** Above `high` is high; `medium` and above is medium; below is low. */
  bands: { high: number; medium: number };
  matrix: Record<Consequence, Record<Band, Level>>;
  /** No lowering rule goes below this. */
  floor: Level;
  human_only: boolean;
  /** What it does can be taken back: only then may it be executed when nobody answers. */
  reversible: boolean;
  /** While it holds, a decision that waits is escalated at once. */
  escalate_when?: Pick<Rule, 'when' | 'matches' | 'needs'>;
  /** Missing required facts: tell the source (422), or let a human decide with the gap shown. */
  on_missing_facts: 'refuse' | 'human_decides';
  /** Signals that its sources are expected to send. */
  signals: SignalName[];
  /**
   * By how much each signal lowers the confidence used, and the most by which all together may. `incomplete` counts
   * once for each expected signal that is missing.
   */
  lowering: {
    disagreement: number;
    dissimilar: number;
    ambiguous: number;
    incomplete: number;
    at_most: number;
    similarity_below: number;
  };
  /**
   * When the confidence bands are stricter than usual: for subjects with fewer than `decisions` decided cases, and for
   * the first `days` after the policy changed. Both edges of the bands rise by `raise_bands_by`.
   */
  caution: {
    new_subject?: { decisions: number; raise_bands_by: number };
    new_policy?: { days: number; raise_bands_by: number };
  };
  /**
   * While more than `open_above` wait in the queue, high confidence begins up to `lower_bands_by` lower, never below what
   * is certified, and at least `audit_share` of what runs by itself is audited.
   */
  peak?: { open_above: number; lower_bands_by: number; audit_share: number };
  /** What load may relax to. */
  certified?: Certificate;
  /** How much may run by itself in a day (UTC), by currency; above it, or in another currency, a person looks. */
  exposure_cap?: Record<string, number>;
  /** Facts by which similarity to earlier cases is computed where the source sends none; empty: it is not. */
  similar_by: string[];
  rules: Rule[];
  /** Figures and more that rules and settings look at: nothing else is read for a decision of this type. */
  needs: Need[];
  /** Share of executed decisions that a person audits afterwards, by level. */
  audit_share: { auto_execute: number; auto_audit: number };
  /** How long a verdict can be undone before it is final, in milliseconds. */
  undo_window_ms: number;
};

export type Source = {
  name: string;
  /** `people`: what anybody raises from within Slack. It has no secrets, so nothing can speak for it over HTTP. */
  kind: 'system' | 'people';
  /** Names of the environment variables, never the secrets themselves. Two secrets are valid during rotation. */
  api_key_env?: string;
  secret_envs: string[];
  /** `signed`: a bearer key is refused. */
  auth: 'any' | 'signed';
  types: string[];
  enabled: boolean;
  /** Where answers go unless a submission says otherwise; `url_env` wins over `url` when it is set. */
  callback: { url?: string; url_env?: string; hosts: string[] };
  mode: 'live' | 'shadow';
};

/** Time to answer runs in the open hours of `calendar`, which is always open unless the policy names one. */
export type Queue = {
  name: string;
  channel: string;
  fallback_channel?: string;
  calendar: Calendar;
  /** The role that is asked as well when time runs short. */
  backups?: string;
  /** Slack id or e-mail address of who it escalates to; absent: the manager in the Slack profile. */
  manager?: string;
  /** What happens while nobody answers; absent: nothing. */
  chain?: Chain;
  /** How it gives decisions to single people; absent: they are everybody's. `skills` by role, Slack id or e-mail address. */
  assigns?: {
    by: AssignBy;
    sticky: boolean;
    cap: number | null;
    skills: [who: string, takes: string[]][];
  };
  /** While more than `above` wait, what comes goes there. */
  overflow?: { above: number; to: string };
  publishes: Publishing;
};
/** When the daily digest and the weekly report are posted; what is absent is not. */
export type Publishing = { digest?: PublishTime; report?: PublishTime };

/** Where managers read about all queues and when: in a channel, or each by themselves on their own clock. */
export type Managers = {
  to: { channel: string } | { role: string };
  calendar: Calendar;
  publishes: Publishing;
};

/** Members are Slack user ids or e-mail addresses; `usergroup` is a handle or an id. */
export type Role = { name: string; usergroup?: string; members: string[] };

/**
 * Up to which amount a role approves by itself, by currency, and whether only what can be reversed. `types` absent: all
 * of them. What is above goes to `queue` of the roles that reach so far, where they name one.
 */
export type AuthorityLimit = {
  role: string;
  types?: string[];
  up_to?: Record<string, number>;
  reversible_only?: boolean;
  queue?: string;
};

/** The policy as read, checked and compiled. Immutable. Its records have no prototype, so any name can be looked up. */
export type Policy = {
  /** Content hash of the document: kept on every decision. */
  version: string;
  /** The document as it was read. */
  text: string;
  sources: Record<string, Source>;
  calendars: Record<string, Calendar>;
  queues: Record<string, Queue>;
  sla_classes: Record<string, SlaClass>;
  roles: Record<string, Role>;
  types: Record<string, DecisionType>;
  authority: AuthorityLimit[];
  alerts_channel?: string;
  managers?: Managers;
};

/** One problem of a policy document, at a place in the file. */
export type PolicyProblem = {
  line: number;
  column: number;
  path: string;
  message: string;
  suggestion?: string;
};
