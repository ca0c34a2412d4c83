import type { ASTNode } from '@marcbachmann/cel-js';
import { isAbove } from './above.ts';
import type { RuleScope } from './policy.ts';

/** Not for the short way: the condition language itself decides, also about what is missing or of another kind. */
const UNSURE: unique symbol = Symbol('unsure');
type Run = (scope: RuleScope, item: unknown) => unknown;

/**
 * A short way for what most conditions are made of: comparisons of fields with figures and words, has(), above(), lists,
 * and, or, not. It answers only where every value is there and of the kind expected, so that it never says anything else
 * than the condition language would; else undefined. Undefined altogether for conditions that hold more than that.
 */
export const quickCondition = (ast: ASTNode): ((scope: RuleScope) => boolean | undefined) | undefined => {
  const run = compile(ast, undefined);
  if (run === undefined) return undefined;
  return (scope) => {
    const answer = run(scope, undefined);
    return typeof answer === 'boolean' ? answer : undefined;
  };
};

const compile = (node: ASTNode, loop: string | undefined): Run | undefined => {
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return node.args === loop ? (_scope, item) => item : undefined;
    case '.':
      return field(node.args, loop);
    case '!_': {
      const run = compile(node.args, loop);
      return run && negated(run);
    }
    case '&&':
    case '||':
      return joined(node.args, node.op === '||', loop);
    case '==':
    case '!=':
      return equality(node.args, node.op === '==', loop);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(node.args, ORDERS[node.op], loop);
    case 'in':
      return membership(node.args, loop);
    case 'call':
      return call(node.args, loop);
    case 'rcall':
      return quantifier(node.args, loop);
    default:
      return undefined;
  }
};

const literal = (value: unknown): Run | undefined => {
  const plain = typeof value === 'bigint' ? Number(value) : value;
  const isPlain = typeof plain === 'string' || typeof plain === 'boolean' || Number.isSafeInteger(plain);
  return isPlain || (typeof plain === 'number' && typeof value === 'number') ? () => plain : undefined;
};

const HOLDERS = ['facts', 'subject', 'recommendation', 'signals', 'consequence', 'stats', 'queue'] as const;
const isHolder = (name: string): name is (typeof HOLDERS)[number] =>
  HOLDERS.some((holder) => holder === name);

const holderOf = (node: ASTNode, loop: string | undefined): Run | undefined => {
  if (node.op !== 'id') return compile(node, loop);
  const name = node.args;
  return isHolder(name) && name !== loop ? (scope) => scope[name] : compile(node, loop);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const field = ([holder, name]: [ASTNode, string], loop: string | undefined): Run | undefined => {
  const of = holderOf(holder, loop);
  return (
    of &&
    ((scope, item) => {
      const held = of(scope, item);
      return isRecord(held) && Object.hasOwn(held, name) ? (held[name] ?? UNSURE) : UNSURE;
    })
  );
};

const negated =
  (run: Run): Run =>
  (scope, item) => {
    const answer = run(scope, item);
    return typeof answer === 'boolean' ? !answer : UNSURE;
  };

/** `and` ends with the first false, `or` with the first true. */
const joined = (
  [left, right]: [ASTNode, ASTNode],
  ends: boolean,
  loop: string | undefined,
): Run | undefined => {
  const one = compile(left, loop);
  const other = compile(right, loop);
  if (one === undefined || other === undefined) return undefined;
  return (scope, item) => {
    const first = one(scope, item);
    if (first === ends) return ends;
    return first === !ends ? other(scope, item) : UNSURE;
  };
};

const equality = (
  [left, right]: [ASTNode, ASTNode],
  wanted: boolean,
  loop: string | undefined,
): Run | undefined => {
  const one = compile(left, loop);
  const other = compile(right, loop);
  if (one === undefined || other === undefined) return undefined;
  return (scope, item) => {
    const [a, b] = [one(scope, item), other(scope, item)];
    const isPlain = typeof a === 'string' || typeof a === 'number' || typeof a === 'boolean';
    return isPlain && typeof a === typeof b ? (a === b) === wanted : UNSURE;
  };
};

const ORDERS = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
};

const order = (
  [left, right]: [ASTNode, ASTNode],
  compare: (a: number, b: number) => boolean,
  loop: string | undefined,
): Run | undefined => {
  const one = compile(left, loop);
  const other = compile(right, loop);
  if (one === undefined || other === undefined) return undefined;
  return (scope, item) => {
    const [a, b] = [one(scope, item), other(scope, item)];
    return typeof a === 'number' && typeof b === 'number' ? compare(a, b) : UNSURE;
  };
};

const membership = ([left, right]: [ASTNode, ASTNode], loop: string | undefined): Run | undefined => {
  const one = compile(left, loop);
  if (one === undefined || right.op !== 'list') return undefined;
  const words = right.args.map((word) => (word.op === 'value' ? word.args : undefined));
  if (!words.every((word) => typeof word === 'string')) return undefined;
  const known = new Set<unknown>(words);
  return (scope, item) => {
    const found = one(scope, item);
    return typeof found === 'string' ? known.has(found) : UNSURE;
  };
};

const call = ([name, args]: [string, ASTNode[]], loop: string | undefined): Run | undefined => {
  const [first, second] = args;
  if (name === 'has' && first?.op === '.') return presence(first.args, loop);
  if (name !== 'above' || first === undefined || second?.op !== 'map') return undefined;
  const amount = compile(first, loop);
  const limits: Record<string, number> = Object.create(null);
  for (const [key, value] of second.args) {
    const limit = value.op === 'value' ? Number(value.args) : Number.NaN;
    if (key.op !== 'value' || typeof key.args !== 'string' || Number.isNaN(limit)) return undefined;
    limits[key.args] = limit;
  }
  return (
    amount &&
    ((scope, item) => {
      const found = amount(scope, item);
      return isRecord(found) ? isAbove(found, limits) : UNSURE;
    })
  );
};

const presence = ([holder, name]: [ASTNode, string], loop: string | undefined): Run | undefined => {
  const of = holderOf(holder, loop);
  return (
    of &&
    ((scope, item) => {
      const held = of(scope, item);
      if (!isRecord(held)) return UNSURE;
      if (Object.hasOwn(held, name)) return held[name] === undefined || held[name] === null ? UNSURE : true;
      return name in held ? UNSURE : false;
    })
  );
};

/** `facts.tags.exists(t, …)` and `all`, of plain items. */
const quantifier = (
  [name, receiver, args]: [string, ASTNode, ASTNode[]],
  loop: string | undefined,
): Run | undefined => {
  const [variable, condition] = args;
  if ((name !== 'exists' && name !== 'all') || loop !== undefined) return undefined;
  if (variable?.op !== 'id' || condition === undefined || args.length !== 2) return undefined;
  const list = compile(receiver, loop);
  const body = compile(condition, variable.args);
  if (list === undefined || body === undefined) return undefined;
  const ends = name === 'exists';
  return (scope, item) => {
    const items = list(scope, item);
    if (!Array.isArray(items)) return UNSURE;
    for (const one of items) {
      const answer = body(scope, one);
      if (answer === ends) return ends;
      if (answer !== !ends) return UNSURE;
    }
    return !ends;
  };
};
