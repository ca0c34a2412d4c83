import type { Chain } from '../sla/chain.ts';
import type { SlaClass } from '../sla/due.ts';
import type { BuildContext } from './build-context.ts';
import { care, type Level } from './levels.ts';
import type { DecisionType, Queue } from './policy.ts';
import { joined } from './wording.ts';
import type { Path } from './yaml-text.ts';

const HOUR_MS = 3_600_000;

export type Chained = {
  queues: Record<string, Queue>;
  types: Record<string, DecisionType>;
  sla_classes: Record<string, SlaClass>;
};

/** What can only be said of all chains and types together. `path` of a chain is its place in the document. */
export const checkChains = (policy: Chained, context: BuildContext): void => {
  for (const queue of Object.values(policy.queues)) {
    const { chain } = queue;
    if (chain === undefined) continue;
    const path = ['queues', queue.name, 'chain'];
    checkHandOver(queue.name, policy, context);
    const types = Object.values(policy.types).filter((type) => reaches(type, queue.name, policy));
    checkOrder(chain, classesOf(types, policy), path, context);
    checkEnding(chain, types, path, context);
  }
  for (const type of Object.values(policy.types)) checkEscalateWhen(type, policy, context);
};

/** The queue that takes over at the end of a queue's chain. */
const successor = (queue: string, { queues }: Chained): string | undefined => {
  const last = queues[queue]?.chain?.at(-1);
  return last?.do === 'escalate' && last.to.kind === 'queue' ? last.to.queue : undefined;
};

/** Follows the queues that take over from each other until one keeps what it has; undefined when none does. */
const wayFrom = (queue: string, policy: Chained): string[] | undefined => {
  const way = [queue];
  for (let next = successor(queue, policy); next !== undefined; next = successor(next, policy)) {
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return way;
};

const checkHandOver = (queue: string, policy: Chained, context: BuildContext): void => {
  const { chain = [] } = policy.queues[queue] ?? {};
  const path = ['queues', queue, 'chain', chain.length - 1, 'to', 'queue'];
  const next = successor(queue, policy);
  if (next === undefined) return;
  if (wayFrom(queue, policy) === undefined)
    context.report({ path, message: `the chain has no end: from ${next} it leads round in a circle` });
  else if (policy.queues[next] !== undefined && policy.queues[next].chain === undefined)
    context.report({
      path,
      message: `the queue "${next}" has no chain: what it takes over would wait unseen`,
    });
};

/** Whether decisions of the type are asked in the queue, or handed over to it. */
const reaches = (type: DecisionType, queue: string, policy: Chained): boolean =>
  asksIn(type).some((first) => (wayFrom(first, policy) ?? [first]).includes(queue));

const asksIn = ({ queue, rules }: DecisionType): string[] => [
  queue,
  ...rules.flatMap(({ effect }) => (effect.queue === undefined ? [] : [effect.queue])),
];

const classesOf = (types: DecisionType[], { sla_classes }: Chained): SlaClass[] => {
  const names = new Set(
    types.flatMap(({ sla_class, rules }) => [
      sla_class,
      ...rules.flatMap(({ effect }) => (effect.sla_class === undefined ? [] : [effect.sla_class])),
    ]),
  );
  return Object.values(sla_classes).filter(({ name }) => names.has(name));
};

/** Shares and lengths of time are in one order or another by how long the class is. */
const checkOrder = (chain: Chain, classes: SlaClass[], path: Path, context: BuildContext): void => {
  for (const [index, step] of chain.entries()) {
    const before = chain[index - 1];
    const wrong = classes.find(
      ({ hours }) => before !== undefined && hoursUntil(step, hours) < hoursUntil(before, hours),
    );
    if (before !== undefined && wrong !== undefined)
      context.report({
        path: [...path, index, 'at'],
        message: `the steps are not in order: in the SLA class ${wrong.name} (${wrong.hours} h) "${step.at}" comes before "${before.at}"`,
      });
  }
};

const hoursUntil = ({ when }: Chain[number], hours: number): number =>
  when.share * hours + when.offset_ms / HOUR_MS;

/** What nobody may do without a person, no chain may do because there is none. */
const checkEnding = (chain: Chain, types: DecisionType[], path: Path, context: BuildContext): void => {
  const end = chain.at(-1)?.do;
  const at = [...path, chain.length - 1, 'do'];
  const refuse = (found: DecisionType[], why: string): void => {
    if (found.length > 0)
      context.report({ path: at, message: `${why}: ${joined(found.map(({ name }) => name))}` });
  };
  if (end === 'reject')
    refuse(
      types.filter(({ options }) => options.every(({ disposition }) => disposition !== 'rejected')),
      'these types have no option that rejects',
    );
  if (end !== 'execute') return;
  refuse(
    types.filter(({ reversible }) => !reversible),
    'execute is only for types that say "reversible: true"; these do not',
  );
  refuse(
    types.filter((type) => type.human_only || levelsOf(type).every((level) => care(level) > care('review'))),
    'execute is never for what people decide; these types are nothing else',
  );
};

const levelsOf = ({ matrix }: DecisionType): Level[] =>
  Object.values(matrix).flatMap((row) => Object.values(row));

const checkEscalateWhen = (type: DecisionType, policy: Chained, context: BuildContext): void => {
  if (type.escalate_when === undefined) return;
  for (const queue of new Set(asksIn(type))) {
    const known = policy.queues[queue];
    if (known === undefined || known.chain?.some((step) => step.do === 'escalate') === true) continue;
    context.report({
      path: ['types', type.name, 'escalate_when'],
      message: `the queue "${queue}" has no chain with an escalate step, so nobody could be told`,
    });
  }
};
