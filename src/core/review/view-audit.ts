import type { Person } from '../actor.ts';
import type { DecisionEvent } from '../decision/decision.ts';
import type { DecisionType, ReasonCode } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { auditAsks, auditReasons } from './audit.ts';
import type { Case } from './case.ts';
import { REMEDIES, type Remedy } from './miss.ts';
import type { AuditCause } from './review.ts';

/** What an audit asks and what was answered: was it right? */
export type AuditView = {
  because: AuditCause;
  /** What was done; by a person where it was not executed automatically. */
  done: { option: string; label: string; automatic: boolean; at: Instant };
  /** What the person concerned says, where they asked for this. */
  contest: { by: string; note: string; at: Instant } | null;
  right: { reasons: ReasonCode[]; asks: 'required' | 'convincing_fact' };
  /** `options` are those that would have been right instead. */
  wrong: { options: { id: string; label: string }[]; reasons: ReasonCode[] };
  answer: AuditAnswer | null;
};

export type AuditAnswer = {
  right: boolean;
  /** The option that would have been right. */
  label: string;
  by: Person;
  at: Instant;
  form_open_ms?: number;
  reason: string;
  rationale: string;
  /** When the source took the news; null before that, and where there is none to tell. */
  told_at: Instant | null;
  /** What the source says that it did. */
  remedy: Remedy | null;
  undo_until: Instant | null;
};

/** Null for a review that is none. */
export const auditView = (kase: Case, type: DecisionType, now: Instant): AuditView | null => {
  const { decision, revision, review, events } = kase;
  if (review?.kind !== 'audit') return null;
  const label = (id: string): string => type.options.find((option) => option.id === id)?.label ?? id;
  const contested = events.findLast((event) => event.type === 'contested');
  const done = decision.option ?? '';
  return {
    because: review.because ?? 'sampled',
    done: {
      option: done,
      label: label(done),
      automatic: decision.disposition === 'auto_executed',
      at: decision.resolved_at ?? decision.updated_at,
    },
    contest:
      contested === undefined || review.because !== 'contest'
        ? null
        : { by: String(contested.data.by), note: String(contested.data.note), at: contested.at },
    right: {
      reasons: auditReasons(type, decision.option, true),
      asks: auditAsks(revision.route, decision.option, decision.option),
    },
    wrong: {
      options: type.options.filter(({ id }) => id !== done),
      reasons: auditReasons(type, decision.option, false),
    },
    answer: answerOf(kase, type, label, now),
  };
};

const answerOf = (
  { decision, review, events }: Case,
  type: DecisionType,
  label: (option: string) => string,
  now: Instant,
): AuditAnswer | null => {
  const verdict = review?.verdicts.at(-1);
  if (review === undefined || verdict === undefined) return null;
  const { by, at, option, reason_code, rationale, form_open_ms } = verdict;
  const right = option === decision.option;
  const reasons = auditReasons(type, decision.option, right);
  const remedied = events.findLast(
    (event) => event.type === 'remedied' && event.at >= at && isOfAudit(event),
  );
  const told = events.findLast(
    ({ type, at: when, data }) =>
      type === 'callback_delivered' &&
      when >= at &&
      AUDIT_NEWS.has(String(data.callback)) &&
      data.correction === undefined,
  );
  const until = review.status === 'settling' ? review.settle_at : null;
  return {
    right,
    label: label(option),
    by,
    at,
    ...(form_open_ms === undefined ? {} : { form_open_ms }),
    reason: reasons.find(({ id }) => id === reason_code)?.label ?? reason_code,
    rationale,
    told_at: told?.at ?? null,
    remedy: REMEDIES.find((remedy) => remedy === remedied?.data.result) ?? null,
    undo_until: until !== null && now < until ? until : null,
  };
};

const AUDIT_NEWS: ReadonlySet<string> = new Set(['audit.disagreed', 'decision.corrected']);

/** What a source says to a correction of its review's answer is no news of an audit. */
const isOfAudit = ({ data }: DecisionEvent): boolean => data.correction === undefined;
