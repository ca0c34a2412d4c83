import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import { type DecisionType, OTHER_REASON, type ReasonCode } from '../policy/policy.ts';
import type { Route } from '../policy/route-result.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Instant } from '../time.ts';
import type { ReviewCommand } from './commands.ts';
import { rationaleRule } from './rationale.ts';
import type { Review } from './review.ts';
import type { Grounds } from './why-not-now.ts';

type Given = Pick<
  Extract<ReviewCommand, { kind: 'give_verdict' }>,
  'option' | 'values' | 'reason_code' | 'rationale'
>;

/**
 * The reasons that fit an audit's answer: those of the option that was executed when it was right, those of all others
 * when it was wrong. *Other* comes last, each once.
 */
export const auditReasons = (
  { options, reasons }: DecisionType,
  executed: string | null,
  right: boolean,
): ReasonCode[] => {
  const fitting = options
    .filter(({ id }) => (id === executed) === right)
    .flatMap(({ id }) => reasons[id] ?? []);
  const named = fitting.filter(
    ({ id }, index) => id !== OTHER_REASON.id && fitting.findIndex((other) => other.id === id) === index,
  );
  return [...named, OTHER_REASON];
};

/**
 * What an audit's answer needs beside its reason, by the rule of all answers: agreeing with what was done asks for no
 * less than agreeing with a recommendation, and a "no" explains itself as an override does.
 */
export const auditAsks = (
  route: Route,
  executed: string | null,
  option: string | null,
): 'required' | 'convincing_fact' =>
  option === null || option !== executed
    ? 'required'
    : rationaleRule({ route, recommended: executed, option, modified: false });

/**
 * Checks the answer to "was it right?": the option that was executed says yes, any other says what would have been
 * right. A text is there where one is asked for, and for the reason *Other*.
 */
export const checkAuditVerdict = (
  given: Given,
  { type, decision, revision }: Grounds,
): Result<{ option: string }, Refusal> => {
  const executed = decision?.option ?? null;
  const options = type.options.map(({ id }) => id);
  const isRight = given.option === executed;
  if (!isRight && !options.includes(given.option))
    return err({ code: 'unknown_option', option: given.option, options });
  if (given.values !== undefined) return err({ code: 'only_an_audit' });
  if (!auditReasons(type, executed, isRight).some(({ id }) => id === given.reason_code))
    return err({ code: 'unknown_reason', reason: given.reason_code });
  const asks = auditAsks(revision.route, executed, given.option);
  const needsText = asks === 'required' || given.reason_code === OTHER_REASON.id;
  if (needsText && given.rationale.trim() === '') return err({ code: 'rationale_required' });
  return ok({ option: given.option });
};

/** What a final answer to an audit makes known. The decision itself stays as it ended. */
export const auditAnswered = (
  review: Review,
  verdict: Verdict,
  { decision }: Grounds,
  now: Instant,
): DecisionEvent => {
  const { team_id, id } = verdict.by;
  const executed = decision?.option ?? null;
  const { option: correct, reason_code, rationale } = verdict;
  const because = review.because ?? 'sampled';
  const reason = { reason_code, reason: rationale };
  const about = { review_id: review.id, because };
  const event = {
    at: now,
    actor: { kind: 'person', id, ...(team_id === undefined ? {} : { team_id }) },
  } as const;
  if (correct === executed)
    return { ...event, type: 'audit_agreed', data: { ...about, executed_option: executed, ...reason } };
  if (because === 'contest')
    return { ...event, type: 'corrected', data: { ...about, was: executed, now: correct, ...reason } };
  const data = { ...about, executed_option: executed, correct_option: correct, ...reason };
  return { ...event, type: 'audit_disagreed', data };
};

/** Whether the event ends an audit. */
export const auditIsOver = ({ type, data }: DecisionEvent): boolean =>
  data.review_id !== undefined &&
  (type === 'audit_agreed' || type === 'audit_disagreed' || type === 'corrected');

/** Whether the event says that what was executed was wrong. */
export const isMiss = ({ type, data }: DecisionEvent): boolean =>
  (type === 'audit_disagreed' || type === 'corrected') && data.review_id !== undefined;
