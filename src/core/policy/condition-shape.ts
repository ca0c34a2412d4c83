import type { ASTNode } from '@marcbachmann/cel-js';
import { conditionVariables } from './condition-scope.ts';
import type { FactDefinition } from './policy.ts';
import { isOfModel, isStat, type Need, STATS } from './stats.ts';
import { nearest } from './suggest.ts';

/** What is wrong with a condition, `offset` characters into its text. */
export type ConditionProblem = { offset: number; message: string; suggestion?: string };

/** Lists that conditions loop over: facts of kind `list` are refused above this, and written lists too. */
export const MAX_LIST = 100;

/** Structure of one condition. Three nested loops over 300 items took 8.8 s here: hence no nesting, and a price. */
export const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 30,
  maxListElements: MAX_LIST,
  maxMapEntries: 50,
  maxCallArguments: 8,
};

/** The most steps that one condition may take. A step is about 50 ns, so this is well below a millisecond. */
export const MAX_COST = 5_000;

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const FORBIDDEN = new Map([
  ['matches', 'patterns can take forever on hostile text: use contains, startsWith or endsWith'],
  ['split', 'lists made from text are not bounded: use contains, startsWith or endsWith'],
  ['bind', 'a rule is one plain condition: write the value where it is used'],
]);

/**
 * Refuses what must not run at all: loops in loops, loops over anything but a named list, patterns, conditions that cost
 * too much; and facts that the type does not define, with a guess at what was meant.
 */
export const inspectCondition = (ast: ASTNode, facts: FactDefinition[]): ConditionProblem | undefined => {
  const names = facts.map((fact) => fact.name);
  const problems: ConditionProblem[] = [];
  const cost = price(ast, { names, problems, inLoop: false });
  if (cost > MAX_COST)
    problems.push({
      offset: 0,
      message: `the condition is too costly (${cost} steps of at most ${MAX_COST})`,
    });
  return problems[0];
};

type Walk = { names: string[]; problems: ConditionProblem[]; inLoop: boolean };

const price = (node: ASTNode, walk: Walk): number => {
  inspectName(node, walk);
  if (node.op === 'rcall') {
    const [name, receiver, args] = node.args;
    const forbidden = FORBIDDEN.get(name);
    if (forbidden !== undefined)
      walk.problems.push({ offset: node.start, message: `${name}() is not allowed: ${forbidden}` });
    if (LOOPS.has(name)) return priceOfLoop(node, name, receiver, args, walk);
  }
  return 1 + children(node).reduce((sum, child) => sum + price(child, walk), 0);
};

const priceOfLoop = (node: ASTNode, name: string, receiver: ASTNode, args: ASTNode[], walk: Walk): number => {
  if (walk.inLoop)
    walk.problems.push({ offset: node.start, message: `${name}() inside another loop: loops don't nest` });
  if (!isNamedList(receiver))
    walk.problems.push({
      offset: receiver.start,
      message: `${name}() may only go over a named list such as facts.items`,
    });
  const variable = args[0];
  if (variable?.op === 'id' && conditionVariables.some((known) => known.name === variable.args))
    walk.problems.push({
      offset: variable.start,
      message: `"${variable.args}" has a meaning already: name the item otherwise`,
    });
  const body = args.slice(1).reduce((sum, arg) => sum + price(arg, { ...walk, inLoop: true }), 0);
  return 1 + price(receiver, walk) + MAX_LIST * body;
};

const isNamedList = (node: ASTNode): boolean =>
  node.op === 'list' || node.op === 'id' || (node.op === '.' && isNamedList(node.args[0]));

/** `facts.amout`, `stats.overide_rate`: a field that the variable does not have, also inside of has(). */
const inspectName = (node: ASTNode, walk: Walk): void => {
  if (node.op !== '.' || node.args[0].op !== 'id') return;
  const holder = node.args[0].args;
  const field = node.args[1];
  const known = holder === 'facts' ? walk.names : Object.keys(schemaOf(holder) ?? { [field]: '' });
  if (known.includes(field)) return;
  walk.problems.push({
    offset: node.end - field.length,
    message:
      holder === 'facts'
        ? `this type defines no fact "${field}"`
        : `${holder} has no "${field}"; it has ${known.join(', ')}`,
    suggestion: nearest(field, known),
  });
};

const schemaOf = (variable: string) => conditionVariables.find(({ name }) => name === variable)?.schema;

/** The figures that a condition looks at; all of them where it uses `stats` or `queue` as a whole. */
export const needsOf = (node: ASTNode, needs = new Set<Need>()): Set<Need> => {
  if (node.op === '.' && node.args[0].op === 'id') {
    const [{ args: holder }, field] = node.args;
    if (holder === 'stats' && isStat(field)) needs.add(field);
    else if (holder === 'queue' && field === 'open') needs.add('queue_open');
    return needs;
  }
  if (node.op === 'id' && node.args === 'stats')
    for (const stat of Object.keys(STATS)) if (isStat(stat)) needs.add(stat);
  if (node.op === 'id' && node.args === 'queue') needs.add('queue_open');
  for (const child of children(node)) needsOf(child, needs);
  return needs;
};

/** What models say of one decision, beside its recommendation. */
const OF_MODELS: Record<string, (field: string) => boolean> = {
  signals: (field) => field === 'opinions' || field === 'disagreement',
  stats: isOfModel,
};

/** Whether a condition looks at the recommendation, at opinions of models, or at how well the model has done. */
export const readsModels = (node: ASTNode): boolean => {
  if (node.op === '.' && node.args[0].op === 'id') {
    const [{ args: holder }, field] = node.args;
    return holder === 'recommendation' || OF_MODELS[holder]?.(field) === true;
  }
  if (node.op === 'id') return node.args === 'recommendation' || Object.hasOwn(OF_MODELS, node.args);
  return children(node).some(readsModels);
};

/** The nodes below a node, whatever its operator. */
const children = (node: ASTNode): ASTNode[] => {
  const found: ASTNode[] = [];
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) gather(item);
    else if (isNode(value)) found.push(value);
  };
  gather(node.args);
  return found;
};

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
