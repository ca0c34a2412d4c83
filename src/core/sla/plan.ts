import type { Instant } from '../time.ts';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import type { Chain, Step } from './chain.ts';
import { type SlaClock, stepTimes } from './step-times.ts';

/** A step that was taken, as the review's history tells it. */
export type TakenStep = { key: string; at: Instant };

/** What the planner must know of a review. */
export type PlanState = {
  status: 'open' | 'waiting_info' | 'settling' | 'settled';
  /** Null: nothing says when it is due. */
  clock: SlaClock | null;
  calendar: Calendar;
  /** Of the queue that the review is in; null when that names none. */
  chain: Chain | null;
  taken: readonly TakenStep[];
  /** A reviewer put it off until then: reminders wait, the clock does not. */
  snoozed_until: Instant | null;
  /** Whether it may be executed when nobody answers: see `mayExecute`. */
  may_execute: boolean;
  /** Kinds of steps that something else asks for at once: `escalate_when` holds, or everybody is away. */
  at_once?: readonly ('ask_backups' | 'escalate')[];
};

/** Why nothing lies ahead. */
export type NothingAhead = 'settled' | 'settling' | 'no_chain' | 'no_due' | 'ended';

/** A step whose moment has come. `planned_at` is that moment; `instead_of` says what could not be done. */
export type DueStep = Step & { planned_at: Instant; instead_of?: 'execute' };

export type Plan = {
  /** To be taken now, in this order, each once. */
  due: DueStep[];
  /** When to plan anew once these are taken; null when nothing lies ahead, and `because` says why. */
  next: Instant | null;
  because?: NothingAhead;
};

/** A step counts as on time up to so late; more is made up for before an ending. In milliseconds. */
const PUNCTUAL_MS = 60_000;

type Timed = { step: Step; planned: Instant; at: Instant };

/**
 * What is to be done about a review at `now`, from its state alone: a tick that was missed is made up for by the next, and
 * a step that was taken is never due again. After an outage only the latest reminder is sent, and steps that ask somebody
 * come all, in order; but reject and execute wait for as long after them as the chain gives these people.
 */
export const plan = (state: PlanState, now: Instant): Plan => {
  const { status, chain, clock, calendar, taken } = state;
  if (status === 'settled' || status === 'settling') return { due: [], next: null, because: status };
  if (chain === null || chain.length === 0) return { due: [], next: null, because: 'no_chain' };
  if (clock === null) return { due: [], next: null, because: 'no_due' };

  const takenAt = new Map(taken.map(({ key, at }) => [key, at]));
  const last = chain.at(-1);
  if (last === undefined || takenAt.has(last.key)) return { due: [], next: null, because: 'ended' };
  const times = stepTimes(chain, calendar, clock);
  const ahead = chain.flatMap((step, index): Timed[] => {
    const planned = times[index] ?? now;
    return takenAt.has(step.key)
      ? []
      : [{ step, planned, at: timeOf(step, planned, { state, takenAt, now }) }];
  });
  const ending = ahead.at(-1);
  if (ending !== undefined && (last.do === 'reject' || last.do === 'execute'))
    ending.at = addBusinessTime(calendar, ending.planned, delayBefore(last, { state, times, takenAt, now }));
  return split(withoutOldReminders(ahead, chain, takenAt, now), state, now);
};

type Situation = { state: PlanState; takenAt: ReadonlyMap<string, Instant>; now: Instant };

const timeOf = (step: Step, planned: Instant, { state, takenAt, now }: Situation): Instant => {
  if (step.do === 'remind') return Math.max(planned, state.snoozed_until ?? planned);
  if (step.do !== 'ask_backups' && step.do !== 'escalate') return planned;
  const first = state.chain?.find((one) => one.do === step.do);
  const wanted = state.at_once?.includes(step.do) === true && first === step && !takenAt.has(step.key);
  return wanted ? Math.min(planned, now) : planned;
};

/** By how much the people asked last were asked later than planned: so much longer they have. In open milliseconds. */
const delayBefore = (
  ending: Step,
  { state, times, takenAt, now }: Situation & { times: Instant[] },
): number => {
  const { chain, calendar } = state;
  const index = chain?.findLastIndex((step) => step !== ending && step.do !== 'remind') ?? -1;
  const asked = chain?.[index];
  const planned = times[index];
  if (asked === undefined || planned === undefined) return 0;
  const late = businessTimeBetween(calendar, planned, takenAt.get(asked.key) ?? now);
  return late > PUNCTUAL_MS ? late : 0;
};

/** A reminder says nothing new once a later one was sent or is about to be. */
const withoutOldReminders = (
  ahead: Timed[],
  chain: Chain,
  takenAt: ReadonlyMap<string, Instant>,
  now: Instant,
): Timed[] => {
  const isPast = (step: Step): boolean =>
    takenAt.has(step.key) || ahead.some((one) => one.step === step && one.at <= now);
  const latest = chain.findLastIndex((step) => step.do === 'remind' && isPast(step));
  return ahead.filter(({ step }) => step.do !== 'remind' || chain.indexOf(step) >= latest);
};

const split = (ahead: Timed[], { may_execute }: PlanState, now: Instant): Plan => {
  const due = ahead
    .filter(({ at }) => at <= now)
    .map(({ step, at }): DueStep => {
      if (step.do === 'execute' && !may_execute)
        return { ...step, do: 'hold', instead_of: 'execute', planned_at: at };
      return { ...step, planned_at: at };
    });
  const times = ahead.filter(({ at }) => at > now).map(({ at }) => at);
  return times.length > 0 ? { due, next: Math.min(...times) } : { due, next: null, because: 'ended' };
};
