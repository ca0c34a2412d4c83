import type { Person } from '../core/actor.ts';
import { unreachable } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import { timeStateOf } from '../core/review/time-state.ts';
import { TIME } from '../core/review/verbs/step.ts';
import { type DueStep, plan } from '../core/sla/plan.ts';
import type { World } from '../ports.ts';
import { changeReview, type ReviewCase } from './change-review.ts';
import { dueInQueue } from './due-in-queue.ts';
import { findReviewCase } from './find-review-case.ts';
import { type Around, lookAround } from './look-around.ts';
import { planReview } from './plan-review.ts';

/**
 * Takes the steps of the chains of a decision's reviews that are due by now, redraws what time changed, and keeps when
 * to look next. Planned from what is stored and committed under its version, so that it does not matter how often, when
 * or where this runs: each step is taken once.
 */
export const keepTime = async (world: World, decisionId: string): Promise<void> => {
  for (const { id, status } of await world.store.findReviews(decisionId))
    if (status === 'open' || status === 'waiting_info') await lookAt(world, decisionId, id);
};

const lookAt = async (world: World, decisionId: string, reviewId: string): Promise<void> => {
  const found = await findReviewCase(world, reviewId);
  if (found === undefined) return leave(world, reviewId);
  const around = await lookAround(world, found.kase, found.type);
  await changeReview(
    world,
    decisionId,
    (kase, type) => {
      const state = timeStateOf(kase, type, world.policies.current());
      const { due } = plan({ ...state, at_once: around.at_once }, world.clock.now());
      const byTime = new Set(plan(state, world.clock.now()).due.map(({ key }) => key));
      return {
        commands: due.flatMap((step) => commandFor(world, kase, step, around, byTime.has(step.key)) ?? []),
        looked: true,
      };
    },
    reviewId,
  );
};

/** A step's command; undefined when it came up after this look around, and the next one takes it. */
const commandFor = (
  world: World,
  kase: ReviewCase,
  step: DueStep,
  { told, nobody_there, at_once }: Around,
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
          ...targetOf(world, kase, step, people),
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
): Pick<ReviewCommand & { kind: 'escalate' }, 'to' | 'people' | 'due_at'> => {
  if (to.kind === 'queue') return { to: { queue: to.queue }, due_at: dueInQueue(world, kase, to.queue) };
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
