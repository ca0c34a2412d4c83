import type { Actor, Person } from '../actor.ts';
import type { DecisionEvent, Revision, Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result, unreachable } from '../result.ts';
import type { Instant } from '../time.ts';
import { mayDecide } from './authority.ts';
import type { Requester } from './case.ts';
import type { ReviewCommand } from './commands.ts';
import { shownRecommendation } from './rationale.ts';
import type { Review } from './review.ts';
import { checkVerdict } from './verdict.ts';

/** What a review is decided upon: the revision that stands and the policy's entry for its type. */
export type Grounds = { revision: Revision; type: DecisionType; requester?: Requester };

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
    default:
      return unreachable(command);
  }
};

type Command<K extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: K }>;

const person = (by: { id: string; team_id?: string }): Actor => ({
  kind: 'person',
  id: by.id,
  ...(by.team_id === undefined ? {} : { team_id: by.team_id }),
});

/** Why an answer to an open card cannot be taken now; undefined when it can. */
const notOpen = (review: Review): Refusal | undefined => {
  const last = review.verdicts.at(-1);
  if (review.status === 'settling' && last !== undefined) {
    return { code: 'already_decided', disposition: null, option: last.option, by: last.by, at: last.at };
  }
  if (review.status === 'settled') {
    return {
      code: 'already_decided',
      disposition: review.disposition,
      option: last?.option ?? null,
      ...(last === undefined ? {} : { by: last.by }),
      at: last?.at ?? review.settled_at ?? review.opened_at,
    };
  }
  if (review.status === 'waiting_info')
    return { code: 'waiting_for_info', question: review.info?.question ?? '' };
  return undefined;
};

/** Somebody who wants to answer what they see on a card. */
export type Attempt = { by: Person; roles: string[]; shown: { revision: number; digest: string } };

/** Why this person cannot answer this card now; undefined when they can. */
export const whyNotNow = (
  review: Review,
  { revision, type, requester }: Grounds,
  attempt: Attempt,
): Refusal | undefined =>
  mayDecide(type, revision.body, attempt.by, attempt.roles, requester) ??
  notOpen(review) ??
  (isStale(attempt.shown, review, revision) ? { code: 'stale_card', revision: review.revision } : undefined);

const isStale = (shown: { revision: number; digest: string }, review: Review, revision: Revision): boolean =>
  shown.revision !== review.revision || shown.digest !== revision.digest;

const giveVerdict = (
  command: Command<'give_verdict'>,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const refusal = whyNotNow(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  const { revision, type } = grounds;
  const checked = checkVerdict(command, revision, type);
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
  return ok(type.undo_window_ms > 0 ? [given] : [given, resolved(verdict, revision, type, now)]);
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

const settle = (
  review: Review,
  { revision, type }: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const last = review.verdicts.at(-1);
  if (
    review.status !== 'settling' ||
    last === undefined ||
    now < (review.settle_at ?? Number.POSITIVE_INFINITY)
  ) {
    return err({ code: 'nothing_awaited' });
  }
  return ok([resolved(last, revision, type, now)]);
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
