import type { Actor } from '../actor.ts';
import type { DecisionEvent, Revision, Values, Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result, unreachable } from '../result.ts';
import type { Instant } from '../time.ts';
import { auditAnswered, checkAuditVerdict } from './audit.ts';
import type { ReviewCommand } from './commands.ts';
import { shownRecommendation } from './rationale.ts';
import type { Review } from './review.ts';
import { checkVerdict } from './verdict.ts';
import { type Grounds, notOpen, whyNotNow } from './why-not-now.ts';

/**
 * What a command makes of a review: the events to record, or the reason why nothing happens. Pure: the caller
 * commits the events together with the evolved review, under the version that it read.
 */
export const decide = (
  command: ReviewCommand,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const decided = decideOne(command, review, grounds, now);
  return review.kind === 'audit' && decided.ok
    ? ok(decided.value.map((event) => ofAudit(review, event)))
    : decided;
};

/** An audit's events name it: a decision can have several, beside its own review. */
const ofAudit = ({ id }: Review, event: DecisionEvent): DecisionEvent => ({
  ...event,
  data: { ...event.data, review_id: id },
});

const decideOne = (
  command: ReviewCommand,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  if (review.kind === 'audit' && !OF_AUDITS.has(command.kind)) return err({ code: 'only_an_audit' });
  switch (command.kind) {
    case 'give_verdict':
      return giveVerdict(command, review, grounds, now);
    case 'undo_verdict':
      return undoVerdict(command, review, now);
    case 'settle':
      return settle(review, grounds, now);
    case 'request_info':
      return requestInfo(command, review, grounds, now);
    case 'answer_info':
      return answerInfo(command, review, now);
    case 'revise':
      return revise(command, review, now);
    case 'cancel':
      return cancel(command, review, now);
    case 'contest':
      return contest(command, review, now);
    default:
      return unreachable(command);
  }
};

/** What can happen to something that was done already. */
const OF_AUDITS: ReadonlySet<ReviewCommand['kind']> = new Set([
  'give_verdict',
  'undo_verdict',
  'settle',
  'contest',
]);

type Command<K extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: K }>;

const person = (by: { id: string; team_id?: string }): Actor => ({
  kind: 'person',
  id: by.id,
  ...(by.team_id === undefined ? {} : { team_id: by.team_id }),
});

const giveVerdict = (
  command: Command<'give_verdict'>,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const refusal = whyNotNow(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  const { revision, type } = grounds;
  const checked: Result<{ option: string; values?: Values }, Refusal> =
    review.kind === 'audit' ? checkAuditVerdict(command, grounds) : checkVerdict(command, revision, type);
  if (!checked.ok) return checked;
  const verdict: Verdict = {
    by: command.by,
    ...checked.value,
    reason_code: command.reason_code,
    rationale: command.rationale.trim(),
    tags: command.tags,
    at: now,
    ...(command.form_open_ms === undefined ? {} : { form_open_ms: command.form_open_ms }),
  };
  const settleAt = now + type.undo_window_ms;
  const given: DecisionEvent = {
    type: 'verdict_given',
    at: now,
    actor: person(command.by),
    data: { verdict, revision: review.revision, settle_at: settleAt },
  };
  return ok(type.undo_window_ms > 0 ? [given] : [given, final(verdict, review, grounds, now)]);
};

const undoVerdict = (
  command: Command<'undo_verdict'>,
  review: Review,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const last = review.verdicts.at(-1);
  if (last === undefined) return err({ code: 'nothing_awaited' });
  if (review.status !== 'settling' || now >= (review.settle_at ?? 0)) {
    return err({ code: 'undo_closed', at: review.settle_at ?? review.settled_at ?? now });
  }
  if (last.by.id !== command.by.id) return err({ code: 'not_your_verdict', by: last.by });
  return ok([{ type: 'verdict_undone', at: now, actor: person(command.by), data: { option: last.option } }]);
};

const settle = (review: Review, grounds: Grounds, now: Instant): Result<DecisionEvent[], Refusal> => {
  const last = review.verdicts.at(-1);
  if (
    review.status !== 'settling' ||
    last === undefined ||
    now < (review.settle_at ?? Number.POSITIVE_INFINITY)
  ) {
    return err({ code: 'nothing_awaited' });
  }
  return ok([final(last, review, grounds, now)]);
};

const requestInfo = (
  command: Command<'request_info'>,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const refusal = whyNotNow(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  const request = {
    request_id: command.request_id,
    question: command.question.trim(),
    facts: command.facts,
    by: command.by,
    asked_at: now,
    due_at: command.due_at,
  };
  return ok([{ type: 'info_requested', at: now, actor: person(command.by), data: { request } }]);
};

const answerInfo = (
  command: Command<'answer_info'>,
  review: Review,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const asked = review.info;
  if (review.status !== 'waiting_info' || asked === null) {
    return err(notOpen(review) ?? { code: 'nothing_awaited' });
  }
  if (command.request_id !== undefined && command.request_id !== asked.request_id) {
    return err({ code: 'nothing_awaited' });
  }
  const data = {
    request_id: asked.request_id,
    ...(command.note === undefined ? {} : { note: command.note }),
  };
  return ok([{ type: 'info_answered', at: now, actor: command.actor, data }]);
};

const revise = (
  command: Command<'revise'>,
  review: Review,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  if (review.status === 'settled') return err(notOpen(review) ?? { code: 'nothing_awaited' });
  const { revision, because, due_at } = command;
  return ok([{ type: 'revised', at: now, actor: command.actor, data: { revision, because, due_at } }]);
};

const cancel = (
  command: Command<'cancel'>,
  review: Review,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  if (review.status === 'settled') return err(notOpen(review) ?? { code: 'nothing_awaited' });
  const data = { disposition: 'cancelled', reason: command.reason };
  return ok([{ type: 'cancelled', at: now, actor: command.actor, data }]);
};

/** The person concerned asks for a human: an audit that is open becomes theirs, a review already waits for one. */
const contest = (
  command: Command<'contest'>,
  review: Review,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const isTooLate = review.kind === 'audit' ? review.status !== 'open' : review.status === 'settled';
  if (isTooLate) return err(notOpen(review) ?? { code: 'nothing_awaited' });
  const { by, note } = command;
  return ok([{ type: 'contested', at: now, actor: command.actor, data: { by, note } }]);
};

/** The event that a verdict ends in once it can no longer be undone. */
const final = (verdict: Verdict, review: Review, grounds: Grounds, now: Instant): DecisionEvent =>
  review.kind === 'audit'
    ? auditAnswered(review, verdict, grounds, now)
    : resolved(verdict, grounds.revision, grounds.type, now);

const resolved = (verdict: Verdict, revision: Revision, type: DecisionType, now: Instant): DecisionEvent => {
  const recommended = shownRecommendation(revision)?.option;
  const modified = verdict.values !== undefined;
  const meant = type.options.find((option) => option.id === verdict.option)?.disposition ?? 'rejected';
  const disposition: Disposition = modified ? 'modified' : meant;
  return {
    type: 'resolved',
    at: now,
    actor: person(verdict.by),
    data: {
      option: verdict.option,
      disposition,
      values: verdict.values ?? null,
      // Where nothing was recommended there is nothing to override.
      overridden: recommended === undefined ? null : modified || recommended !== verdict.option,
    },
  };
};
