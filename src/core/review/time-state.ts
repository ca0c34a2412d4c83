import type { Decision, DecisionEvent, Revision } from '../decision/decision.ts';
import type { DecisionType, Policy } from '../policy/policy.ts';
import { ALWAYS_OPEN } from '../sla/calendar.ts';
import type { Chain } from '../sla/chain.ts';
import { pauseLeft, type SlaClass } from '../sla/due.ts';
import { mayExecute } from '../sla/may-execute.ts';
import type { PlanState, TakenStep } from '../sla/plan.ts';
import type { SlaClock } from '../sla/step-times.ts';
import type { Instant } from '../time.ts';
import type { EscalatedTo } from './commands.ts';
import { concerns } from './evolve.ts';
import type { Review } from './review.ts';

/** What of a case says when something is to be done about its review. */
export type Timed = {
  decision: Pick<Decision, 'queue' | 'source'>;
  revision: Revision;
  review: Review;
  events: DecisionEvent[];
};

/** What the planner must know of a review, by the policy in force. */
export const timeStateOf = (kase: Timed, type: DecisionType, policy: Policy): PlanState => {
  const { decision, revision, review, events } = kase;
  const queue = policy.queues[decision.queue];
  const calendar = queue?.calendar ?? ALWAYS_OPEN;
  const own = events.filter((event) => concerns(review, event));
  return {
    status: review.status,
    clock: clockOf(review, revision, own, policy.sla_classes[revision.route.sla_class]),
    calendar,
    chain: queue?.chain === undefined ? null : chainFor(review, queue.chain),
    taken: stepsTaken(own),
    snoozed_until: review.snooze?.until ?? null,
    may_execute:
      review.kind === 'review' &&
      mayExecute({ level: revision.route.level, quorum: review.quorum, type, submission: revision.body }),
  };
};

/** What was done already is neither rejected nor executed by time: an audit that nobody answers goes on waiting. */
const chainFor = ({ kind }: Review, chain: Chain): Chain =>
  kind === 'review'
    ? chain
    : chain.map((step) => (step.do === 'reject' || step.do === 'execute' ? { ...step, do: 'hold' } : step));

/** The steps that the review's history tells of, each with its moment. */
export const stepsTaken = (events: DecisionEvent[]): TakenStep[] =>
  events.flatMap(({ at, data }) => (typeof data.step === 'string' ? [{ key: data.step, at }] : []));

const clockOf = (
  review: Review,
  revision: Revision,
  events: DecisionEvent[],
  sla_class: SlaClass | undefined,
): SlaClock | null => {
  if (review.due_at === null) return null;
  const opened_at = clockStart(review, events);
  const source = revision.body.due_at;
  // What exceeds the cap moved nothing.
  const paused_ms = sla_class === undefined ? 0 : Math.min(review.paused_ms, pauseLeft(sla_class, 0));
  return {
    opened_at,
    due_at: review.due_at,
    // The source's own moment was for the decision, not for looking at it again.
    source_due_at: source === undefined || review.kind === 'audit' ? null : Date.parse(source),
    paused_ms,
    waiting:
      review.info === null
        ? null
        : {
            since: Math.max(opened_at, review.info.asked_at),
            cap_left_ms: sla_class === undefined ? 0 : pauseLeft(sla_class, paused_ms),
          },
  };
};

/** Whether another queue took the review over. */
export const isHandOver = ({ type, data }: DecisionEvent): boolean =>
  type === 'escalated' && (data.to as EscalatedTo).queue !== undefined;

/** When the clock began: anew where a queue took it over because time ran out; who is asked by a person has what is left. @param events of this review */
export const clockStart = (review: Review, events: DecisionEvent[]): Instant =>
  events.findLast((event) => isHandOver(event) && event.data.due_at !== undefined)?.at ?? review.opened_at;
