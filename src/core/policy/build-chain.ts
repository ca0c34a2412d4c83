import {
  type Chain,
  DEFAULT_STEPS,
  type EscalationTarget,
  type Step,
  type StepAction,
  stepKey,
  stepMoment,
} from '../sla/chain.ts';
import { type BuildContext, checkName } from './build-context.ts';
import type { StepDocument } from './document-chain.ts';
import type { QueueDocument } from './document-queue.ts';
import type { Path } from './yaml-text.ts';

type Given = Exclude<QueueDocument, string>;

/** The chain of a queue: its own, or the built-in one where it names that, or backups alone. */
export const buildChain = (queue: string, given: Given, context: BuildContext): Chain | undefined => {
  const { chain, backups } = given;
  const path = ['queues', queue, 'chain'];
  if (backups !== undefined) checkName(context, 'roles', backups, ['queues', queue, 'backups']);
  if (chain === undefined && backups === undefined) return undefined;
  if (chain === undefined || chain === 'default') {
    const steps = DEFAULT_STEPS.filter((step) => step.do !== 'ask_backups' || backups !== undefined);
    return steps.map((step) => stepOf(queue, step, backups));
  }
  for (const [index, step] of chain.entries())
    checkStep(step, { isLast: index === chain.length - 1, backups, path: [...path, index], context });
  checkEnd(chain, path, context);
  const steps = chain.map((step) => stepOf(queue, step, backups));
  checkTwice(steps, path, context);
  return steps;
};

const stepOf = (queue: string, given: StepDocument, backups: string | undefined): Step => {
  const action = actionOf(given, backups);
  return { key: stepKey(queue, given.at, action), at: given.at, when: stepMoment(given.at), ...action };
};

const actionOf = ({ do: does, role, to }: StepDocument, backups: string | undefined): StepAction => {
  if (does === 'ask_backups') return { do: does, role: role ?? backups ?? '' };
  return does === 'escalate' ? { do: does, to: targetOf(to) } : { do: does };
};

const targetOf = (to: StepDocument['to']): EscalationTarget => {
  if (to === undefined || to === 'manager') return { kind: 'manager' };
  return 'queue' in to ? { kind: 'queue', queue: to.queue } : { kind: 'role', role: to.role };
};

type At = { isLast: boolean; backups: string | undefined; path: Path; context: BuildContext };

const checkStep = (step: StepDocument, { isLast, backups, path, context }: At): void => {
  const { do: does, role, to } = step;
  const only = (key: 'role' | 'to', action: string): void => {
    if (step[key] !== undefined && does !== action)
      context.report({ path: [...path, key], at: 'key', message: `only ${action} has "${key}"` });
  };
  only('role', 'ask_backups');
  only('to', 'escalate');
  if (role !== undefined) checkName(context, 'roles', role, [...path, 'role']);
  if (does === 'ask_backups' && role === undefined && backups === undefined)
    context.report({
      path,
      message: 'nobody is there to ask: give the step a "role", or the queue "backups"',
    });
  if (isEnding(step) && !isLast)
    context.report({ path: [...path, 'do'], message: `${does} ends the chain: make it the last step` });
  if (typeof to !== 'object') return;
  if ('role' in to) checkName(context, 'roles', to.role, [...path, 'to', 'role']);
  else checkName(context, 'queues', to.queue, [...path, 'to', 'queue']);
  if ('queue' in to && !isLast)
    context.report({
      path: [...path, 'to', 'queue'],
      message: 'what another queue takes over leaves this chain: make it the last step',
    });
};

const isEnding = ({ do: does }: StepDocument): boolean =>
  does === 'hold' || does === 'reject' || does === 'execute';

const checkEnd = (chain: StepDocument[], path: Path, context: BuildContext): void => {
  const last = chain.at(-1);
  if (last !== undefined && !isEnding(last) && last.do !== 'escalate')
    context.report({
      path: [...path, chain.length - 1],
      message: 'the chain has no end: its last step must be hold, reject, execute or escalate',
    });
};

const checkTwice = (steps: Step[], path: Path, context: BuildContext): void => {
  for (const [index, { key, do: does }] of steps.entries())
    if (steps.findIndex((step) => step.key === key) < index)
      context.report({
        path: [...path, index],
        message:
          does === 'remind' ? 'another reminder has the same moment' : `a step above does the same: ${does}`,
      });
};
