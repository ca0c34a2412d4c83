import type { Person } from '../core/actor.ts';
import type { Policy } from '../core/policy/policy.ts';
import { unreachable } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import { assignKey, canAssign, canOverflow, overflowKey } from '../core/review/place-in-queue.ts';
import { timeStateOf } from '../core/review/time-state.ts';
import { TIME } from '../core/review/verbs/step.ts';
import { isOpenAt } from '../core/sla/business-time.ts';
import { type DueStep, plan } from '../core/sla/plan.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';
import { type Chosen, chooseAssignee } from './choose-assignee.ts';
import { dueInQueue } from './due-in-queue.ts';
import { findReviewCase } from './find-review-case.ts';
import { type Around, lookAround } from './look-around.ts';
import { planReview } from './plan-review.ts';

/** More than so many waiting is too many for any queue. */
const MOST_COUNTED = 2_000;
/** Several are given something at once: so often it is seen whose turn it is. */
const TURNS_TRIED = 8;

/**
 * Takes the steps of the chains of a decision's reviews that are due by now, redraws what time changed, and keeps when
 * to look next. Planned from what is stored and committed under its version, so that it does not matter how often, when
 * or where this runs: each step is taken once.
 */
export const keepTime = async (world: World, decisionId: string): Promise<void> => {
  for (const { id, status } of await world.store.findReviews(decisionId))
    if (status === 'open' || status === 'waiting_info') await lookAt(world, decisionId, id);
};

const lookAt = async (
  world: World,
  decisionId: string,
  reviewId: string,
  tries = TURNS_TRIED,
): Promise<void> => {
  const found = await findReviewCase(world, reviewId);
  if (!found.ok) return leave(world, reviewId);
  const { kase: seen, type: asked } = found.value;
  const policy = world.policies.current();
  if (await goesOver(world, seen)) return;
  const queue = canAssign(seen, policy);
  const [around, chosen] = await Promise.all([
    lookAround(world, seen, asked),
    queue !== undefined && isOpenAt(queue.calendar, world.clock.now())
      ? chooseAssignee(world, seen, asked, queue)
      : undefined,
  ]);
  const changed = await changeReview(
    world,
    decisionId,
    (kase, type, now) => {
      const state = timeStateOf(kase, type, world.policies.current());
      const { due } = plan({ ...state, at_once: around.at_once }, now);
      const gives = chosen !== undefined && canAssign(kase, policy) !== undefined;
      const byTime = new Set(plan(state, now).due.map(({ key }) => key));
      return {
        commands: [
          ...(gives ? [assignCommand(kase, chosen, policy)] : []),
          ...due.flatMap(
            (step) => commandFor(world, kase, step, { ...around, now }, byTime.has(step.key)) ?? [],
          ),
        ],
        writes: gives ? chosen.turn : [],
        looked: true,
      };
    },
    reviewId,
  );
  // Somebody was given another one meanwhile: whose turn it is has changed.
  if (!changed.ok && changed.error.code === 'try_again' && chosen !== undefined && tries > 1)
    await lookAt(world, decisionId, reviewId, tries - 1);
};

const assignCommand = ({ decision }: ReviewCase, { to }: Chosen, { version }: Policy): ReviewCommand => ({
  kind: 'assign',
  to,
  step: assignKey(decision.queue),
  policy: version,
});

/** What comes while too many wait goes to another queue; answers whether it did. */
const goesOver = async (world: World, kase: ReviewCase): Promise<boolean> => {
  const { overflow, name } = canOverflow(kase, world.policies.current(), world.clock.now()) ?? {};
  if (overflow === undefined || name === undefined) return false;
  const { id, decision_id, opened_at } = kase.review;
  const open = await world.store.openItems({ queue: name, limit: MOST_COUNTED });
  // What came first stays, also of those that came at once.
  const older = open.filter(
    (one) => one.opened_at < opened_at || (one.opened_at === opened_at && one.id < id),
  );
  if (older.length < overflow.above) return false;
  const to = { queue: overflow.to };
  const step = overflowKey(name);
  const moved = await changeReview(
    world,
    decision_id,
    () => ({ commands: [{ kind: 'escalate', actor: TIME, to, because: 'surge', note: '', step }] }),
    id,
  );
  return moved.ok;
};

/** A step's command; undefined when it came up after this look around, and the next one takes it. */
const commandFor = (
  world: World,
  kase: ReviewCase,
  step: DueStep,
  { told, nobody_there, at_once, now }: Around & { now: Instant },
  byTime: boolean,
): ReviewCommand | undefined => {
  const { key } = step;
  switch (step.do) {
    case 'remind':
      return { kind: 'remind', step: key };
    case 'ask_backups': {
      const people = told.get(key);
      const because = byTime ? 'time' : 'nobody_there';
      return people && { kind: 'ask_backups', step: key, role: step.role, people, because };
    }
    case 'escalate': {
      const people = told.get(key);
      const atOnce = nobody_there && at_once.includes('ask_backups') ? 'nobody_there' : 'event';
      return (
        people && {
          kind: 'escalate',
          actor: TIME,
          step: key,
          note: '',
          because: byTime ? 'time' : atOnce,
          ...targetOf(world, kase, step, people, now),
        }
      );
    }
    case 'hold':
      return {
        kind: 'expire',
        step: key,
        how: 'hold',
        ...(step.instead_of && { instead_of: step.instead_of }),
      };
    case 'reject':
    case 'execute':
      return { kind: 'expire', step: key, how: step.do };
    default:
      return unreachable(step);
  }
};

const targetOf = (
  world: World,
  kase: ReviewCase,
  { to }: DueStep & { do: 'escalate' },
  people: Person[],
  now: Instant,
): Pick<ReviewCommand & { kind: 'escalate' }, 'to' | 'people' | 'due_at'> => {
  if (to.kind === 'queue') return { to: { queue: to.queue }, due_at: dueInQueue(world, kase, to.queue, now) };
  if (to.kind === 'role') return { to: { roles: [to.role] }, people };
  const [manager] = people;
  return { to: manager === undefined ? { roles: [] } : { person: manager } };
};

/** Nobody can say what time asks of a type that the policy no longer has. */
const leave = async (world: World, reviewId: string): Promise<void> => {
  const kase = await world.store.findCaseOfReview(reviewId);
  if (kase?.review === undefined) return;
  const planned = planReview(world, { ...kase, review: kase.review }, undefined);
  const { id, version } = kase.review;
  await world.store.commit([{ update: 'reviews', where: { id, version }, set: planned }]);
};
