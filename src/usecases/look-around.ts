import type { Person } from '../core/actor.ts';
import { escalatesNow } from '../core/policy/escalates.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import { canStill } from '../core/review/next-look.ts';
import { timeStateOf } from '../core/review/time-state.ts';
import { isOpenAt } from '../core/sla/business-time.ts';
import { type DueStep, type PlanState, plan } from '../core/sla/plan.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { readStatistics } from './read-statistics.ts';
import { findManager, isAnybodyThere, membersOf, thoseThere } from './who-can-be-asked.ts';

/** What keeping time must know beside the review: what is asked for at once and why, and who is told. */
export type Around = {
  at_once: NonNullable<PlanState['at_once']>;
  /** Nobody is there to answer, neither those who were asked nor the backups. */
  nobody_there: boolean;
  /** Whom each step that asks somebody tells; a step that is missing here waits for the next look. */
  told: ReadonlyMap<string, Person[]>;
};

/** Looks at what is not in the record: whether the policy's condition holds, and who is there. Asks only as far as needed. */
export const lookAround = async (world: World, kase: ReviewCase, type: DecisionType): Promise<Around> => {
  const policy = world.policies.current();
  const now = world.clock.now();
  const state = timeStateOf(kase, type, policy);
  const at_once: ('ask_backups' | 'escalate')[] = [];
  if (canStill('escalate', state) && (await holds(world, kase, type))) at_once.push('escalate');
  let known: Promise<Person[] | undefined> | undefined;
  const primaries = (): Promise<Person[] | undefined> => {
    known ??= membersOf(world, type.deciders);
    return known;
  };
  let nobody_there = false;
  // When the queue is closed nobody is missed.
  if (canStill('ask_backups', state) && state.status === 'open' && isOpenAt(state.calendar, now)) {
    const [all, backups] = await Promise.all([primaries(), membersOf(world, backupRoles(state))]);
    const others = all?.filter(({ id }) => backups?.every((one) => one.id !== id));
    // Where all of them are backups anyway, they count as those who are asked.
    const asked = others?.length === 0 ? all : others;
    // What nobody can tell now is no reason to ask others.
    if (
      asked !== undefined &&
      backups !== undefined &&
      !(await isAnybodyThere(world, asked, state.calendar))
    ) {
      at_once.push('ask_backups');
      nobody_there = !(await isAnybodyThere(world, backups, state.calendar));
      if (nobody_there) at_once.push('escalate');
    }
  }
  const told = new Map<string, Person[]>();
  for (const step of plan({ ...state, at_once }, now).due) {
    const people = await peopleFor(world, kase, { step, state, primaries });
    if (people !== undefined) told.set(step.key, people);
  }
  return { at_once, nobody_there, told };
};

const backupRoles = ({ chain }: PlanState): string[] =>
  (chain ?? []).flatMap((step) => (step.do === 'ask_backups' ? [step.role] : []));

/** So long a step waits for Slack to say whom it asks, in milliseconds; then it goes on for those who see the card. */
const LONGEST_WAIT_MS = 3_600_000;

/** Those who are there come first; where nobody is, all are told, and read it when they come back. */
const peopleFor = async (
  world: World,
  { decision }: ReviewCase,
  {
    step,
    state,
    primaries,
  }: { step: DueStep; state: PlanState; primaries: () => Promise<Person[] | undefined> },
): Promise<Person[] | undefined> => {
  // While nobody can tell whom to ask, the step waits: taken now it would ask nobody, and it is taken once.
  const unknown = world.clock.now() - step.planned_at > LONGEST_WAIT_MS ? [] : undefined;
  const ofRole = async (role: string): Promise<Person[] | undefined> => {
    const members = await membersOf(world, [role]);
    if (members === undefined) return unknown;
    const there = await thoseThere(world, members, state.calendar);
    return there.length > 0 ? there : members.slice(0, 1);
  };
  if (step.do === 'ask_backups') return ofRole(step.role);
  if (step.do !== 'escalate') return undefined;
  if (step.to.kind === 'role') return ofRole(step.to.role);
  if (step.to.kind === 'queue') return [];
  const asked = await primaries();
  const manager = await findManager(world, decision.queue, asked ?? []);
  if (manager !== undefined) return [manager];
  return asked === undefined ? unknown : [];
};

const holds = async (
  world: World,
  { decision, revision }: ReviewCase,
  type: DecisionType,
): Promise<boolean> => {
  if (type.escalate_when === undefined) return false;
  const now = world.clock.now();
  const asked = { type, queue: decision.queue, shadow: decision.shadow, submission: revision.body };
  const { stats } =
    type.escalate_when.needs.size === 0
      ? { stats: {} }
      : await readStatistics(world, world.policies.current(), {
          ...asked,
          now,
          standing: { tallied: asked, at: decision.created_at },
        });
  return escalatesNow(type, revision, { stats, queue: decision.queue, now });
};
