import type { DecisionType, Policy } from '../policy/policy.ts';
import { isOpenAt, nextOpening } from '../sla/business-time.ts';
import type { Calendar } from '../sla/calendar.ts';
import { type NothingAhead, type PlanState, plan } from '../sla/plan.ts';
import type { Instant } from '../time.ts';
import { canAssign, canOverflow } from './place-in-queue.ts';
import type { Review } from './review.ts';
import { type Timed, timeStateOf } from './time-state.ts';
import { wakeAt } from './wake-at.ts';

/** When a review is looked at next; without a moment, why time changes nothing of it any more. */
export type NextLook = { at: Instant; because: null } | { at: null; because: NothingAhead };

/** How often a condition is asked again that looks at the clock or at figures, in milliseconds. */
const ASK_AGAIN_MS = 60_000;
/** A step that could not be taken, since nobody can tell whom to ask, is tried again after so long, in milliseconds. */
const TRY_AGAIN_MS = 30_000;
/** How often it is seen whether somebody can be given what nobody could be, in milliseconds. */
const ASSIGN_AGAIN_MS = 300_000;
/** How often it is seen whether anybody is there, while backups can still be asked. */
const WHO_IS_THERE_MS = 1_800_000;

/**
 * The earliest moment after which the review must be looked at: a step of its chain, its card becomes overdue, a claim
 * or a snooze ends, a question has waited long enough, an answer becomes final.
 * @param looked it is being looked at now: what this look has seen is not asked at once again
 */
export const nextLook = (
  kase: Timed,
  type: DecisionType,
  policy: Policy,
  { now, looked }: { now: Instant; looked: boolean },
): NextLook => {
  const { review } = kase;
  const change = wakeAt(review);
  if (review.status === 'settled' || review.status === 'settling')
    return change === null ? { at: null, because: review.status } : { at: change, because: null };
  const state = timeStateOf(kase, type, policy);
  const { due, next, because = 'ended' } = plan(state, now);
  const changes = [change, overdueFrom(review), review.claim?.until, review.snooze?.until].filter(
    (moment) => moment != null && moment > now,
  );
  const moments = [
    ...changes,
    ...(next === null ? [] : [next]),
    ...(due.length > 0 ? [looked ? now + TRY_AGAIN_MS : now] : []),
    ...asksAgain(state, type, { now, looked }),
    ...asksForPlace(kase, policy, state.calendar, { now, looked }),
  ].filter((moment) => moment != null);
  return moments.length === 0 ? { at: null, because } : { at: Math.min(...moments), because: null };
};

/** At the moment itself it is not overdue yet. */
const overdueFrom = ({ due_at }: Review): Instant | null => (due_at === null ? null : due_at + 1);

/** What can be asked for at once, whatever the clock says, is seen at the start and from time to time. */
const asksAgain = (
  state: PlanState,
  type: DecisionType,
  { now, looked }: { now: Instant; looked: boolean },
): Instant[] => {
  const moments: Instant[] = [];
  if (type.escalate_when !== undefined && canStill('escalate', state)) {
    if (!looked) moments.push(now);
    else if (dependsOnTime(type.escalate_when)) moments.push(now + ASK_AGAIN_MS);
  }
  if (canStill('ask_backups', state)) {
    const { calendar } = state;
    const open = isOpenAt(calendar, now);
    if (!looked) moments.push(nextOpening(calendar, now));
    else moments.push(open ? now + WHO_IS_THERE_MS : nextOpening(calendar, now));
  }
  return moments;
};

/** Who is given it, and whether the queue has room for it, is seen at once; who is given it also later, when somebody is there. */
const asksForPlace = (
  kase: Timed,
  policy: Policy,
  calendar: Calendar,
  { now, looked }: { now: Instant; looked: boolean },
): Instant[] => {
  if (!looked && canOverflow(kase, policy, now) !== undefined) return [now];
  if (canAssign(kase, policy) === undefined) return [];
  const opens = nextOpening(calendar, now);
  return [looked && opens === now ? now + ASSIGN_AGAIN_MS : opens];
};

/** Whether the first step of this kind is still to come: only that one can come at once. */
export const canStill = (kind: 'ask_backups' | 'escalate', { chain, clock, taken }: PlanState): boolean => {
  const first = chain?.find((step) => step.do === kind);
  const last = chain?.at(-1);
  return (
    clock !== null && first !== undefined && !taken.some(({ key }) => key === first.key || key === last?.key)
  );
};

/** Whether the answer to a condition changes while the decision stays as it is. */
const dependsOnTime = ({ when, needs }: NonNullable<DecisionType['escalate_when']>): boolean =>
  needs.size > 0 || /\bnow\b/.test(when);
