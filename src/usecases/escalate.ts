import type { DecisionType } from '../core/policy/policy.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import type { EscalationChoice } from '../core/review/escalation-targets.ts';
import { personActor } from '../core/review/verbs/verb.ts';
import { notOpen, whyNever } from '../core/review/why-not-now.ts';
import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { mayBeGiven } from './may-be-given.ts';
import { whoAsks } from './who-asks.ts';
import { findManager, membersOf, thoseThere } from './who-can-be-asked.ts';

/** To a person by their id, or where the policy leads; `anyway`: also to somebody who is away. */
export type Escalating = { to: { person: string } | EscalationChoice; note: string; anyway: boolean };

type Target = Pick<Extract<ReviewCommand, { kind: 'escalate' }>, 'to' | 'people'>;

/** Somebody who may decide it asks others to, and says why. It stays due when it was. */
export const escalate = async (
  world: World,
  kase: ReviewCase,
  type: DecisionType,
  asker: Asker,
  wish: Escalating,
): Promise<Result<ReviewCase, Refusal>> => {
  const standing = await whoAsks(world, asker);
  if (standing === undefined) return err({ code: 'cannot_check_authority' });
  const refusal =
    whyNever(kase.review, { ...kase, type }, standing) ?? notOpen(kase.review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const target = await targetOf(world, kase, type, wish);
  if (!target.ok) return target;
  const { note } = wish;
  const actor = personActor(standing.by);
  const plan: Plan = {
    commands: [{ kind: 'escalate', ...standing, actor, ...target.value, note, because: 'asked' }],
  };
  const { id, decision_id } = kase.review;
  return changeReview(world, decision_id, () => plan, id);
};

const targetOf = async (
  world: World,
  kase: ReviewCase,
  type: DecisionType,
  { to, anyway }: Escalating,
): Promise<Result<Target, Refusal>> => {
  const { queue } = kase.decision;
  if ('person' in to) return toPerson(world, kase, type, to.person, anyway);
  if (to.kind === 'queue') return ok({ to: { queue: to.name } });
  if (to.kind === 'role') {
    const hours = world.policies.current().queues[queue]?.calendar ?? ALWAYS_OPEN;
    const people = await thoseThere(world, (await membersOf(world, [to.name])) ?? [], hours);
    return ok({ to: { roles: [to.name] }, people });
  }
  const holder = kase.review.assignee;
  const manager = await findManager(world, queue, holder === null ? [] : [holder]);
  if (manager === undefined) return err({ code: 'nobody_known' });
  return toPerson(world, kase, type, manager.id, anyway);
};

const toPerson = async (
  world: World,
  kase: ReviewCase,
  type: DecisionType,
  personId: string,
  anyway: boolean,
): Promise<Result<Target, Refusal>> => {
  const given = await mayBeGiven(world, kase, type, personId, anyway);
  return given.ok ? ok({ to: { person: given.value } }) : given;
};
