import type { DecisionType, Policy } from '../policy/policy.ts';
import { MANAGERS } from '../policy/stop.ts';

/** Where a decision can be passed on to; `id` is what a form carries. `next`: the policy would pass it on there itself. */
export type EscalationChoice = { id: string; next: boolean } & (
  | { kind: 'queue' | 'role'; name: string }
  | { kind: 'manager' }
);

/**
 * Where somebody can pass a decision on to from its queue: first what the queue's chain says next, then the queues where
 * somebody works who may decide it, and the manager. A queue of people who may not decide it would only look busy.
 */
export const escalationTargets = (policy: Policy, type: DecisionType, queue: string): EscalationChoice[] => {
  const here = policy.queues[queue];
  const step = here?.chain?.find((one) => one.do === 'escalate');
  const queues = Object.keys(policy.queues).filter((name) => decidersIn(policy, name, type));
  const hasManager = here?.manager !== undefined || policy.roles[MANAGERS] !== undefined;
  const all: EscalationChoice[] = [
    ...(step?.do === 'escalate' ? [choiceOf(step.to, true)] : []),
    ...queues.map((name) => choiceOf({ kind: 'queue', queue: name }, false)),
    ...(hasManager ? [choiceOf({ kind: 'manager' }, false)] : []),
  ];
  return all.filter(
    (choice, index) =>
      !(choice.kind === 'queue' && (choice.name === queue || policy.queues[choice.name] === undefined)) &&
      all.findIndex(({ id }) => id === choice.id) === index,
  );
};

type Target = { kind: 'queue'; queue: string } | { kind: 'role'; role: string } | { kind: 'manager' };

const choiceOf = (to: Target, next: boolean): EscalationChoice => {
  if (to.kind === 'manager') return { id: 'manager', kind: 'manager', next };
  const name = to.kind === 'queue' ? to.queue : to.role;
  return { id: `${to.kind}:${name}`, kind: to.kind, name, next };
};

/** Whether somebody who decides this type decides in that queue, too: by another type of it, or by authority. */
const decidersIn = (policy: Policy, queue: string, { deciders }: DecisionType): boolean =>
  Object.values(policy.types).some(
    (other) => other.queue === queue && other.deciders.some((role) => deciders.includes(role)),
  ) || policy.authority.some((limit) => limit.queue === queue && deciders.includes(limit.role));
