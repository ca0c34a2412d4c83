/** Small rules that are put together into descriptions of blocks; each says what is wrong in Slack's words, and where. */
import { isObject } from '../arguments.ts';
import type { Json } from '../world.ts';

/** What is being checked, and what is counted over the whole payload. */
export type Checking = {
  surface: 'message' | 'modal' | 'home';
  problems: string[];
  blockIds: Set<string>;
  markdownCharacters: number;
  textCharacters: number;
  counts: Record<string, number>;
};

/** `at` is a JSON pointer, such as `/blocks/0/text`. */
export type Rule = (value: unknown, at: string, checking: Checking) => void;

export const startChecking = (surface: Checking['surface']): Checking => ({
  surface,
  problems: [],
  blockIds: new Set(),
  markdownCharacters: 0,
  textCharacters: 0,
  counts: {},
});

export const report = (checking: Checking, at: string, problem: string): void => {
  checking.problems.push(`${problem} [json-pointer:${at}]`);
};

/** A string of `min` to `max` characters (UTF-16 units, as Slack's own editor counts). */
export const string =
  (max: number, min = 0): Rule =>
  (value, at, checking) => {
    if (typeof value !== 'string') return report(checking, at, 'must be a string');
    if (value.length > max) report(checking, at, `must be less than ${max + 1} characters`);
    if (value.length < min) report(checking, at, `must be more than ${min - 1} characters`);
  };

export const flag: Rule = (value, at, checking) => {
  if (typeof value !== 'boolean') report(checking, at, 'must be a boolean');
};

export const whole =
  (min: number, max: number): Rule =>
  (value, at, checking) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      return report(checking, at, 'must be an integer');
    if (value < min || value > max) report(checking, at, `must be between ${min} and ${max}`);
  };

export const finite: Rule = (value, at, checking) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report(checking, at, 'must be a number');
};

export const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value, at, checking) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      report(checking, at, `must be one of: ${allowed.join(', ')}`);
  };

export const matching =
  (pattern: RegExp, what: string): Rule =>
  (value, at, checking) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(checking, at, `must be ${what}`);
  };

export const list =
  (rule: Rule, max: number, min = 1): Rule =>
  (value, at, checking) => {
    if (!Array.isArray(value)) return report(checking, at, 'must be an array');
    if (value.length > max) report(checking, at, `no more than ${max} items allowed`);
    if (value.length < min) report(checking, at, `no fewer than ${min} items allowed`);
    for (const [index, one] of value.slice(0, max).entries()) rule(one, `${at}/${index}`, checking);
  };

export const anything: Rule = () => undefined;

/** An object with just these fields: a missing one and one that Slack does not know are both refused. */
export const fields =
  (required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  (value, at, checking) => {
    if (!isObject(value)) return report(checking, at, 'must be an object');
    for (const [name, rule] of Object.entries(required)) {
      if (value[name] === undefined || value[name] === null)
        report(checking, at, `missing required field: ${name}`);
      else rule(value[name], `${at}/${name}`, checking);
    }
    for (const [name, one] of Object.entries(value)) {
      if (required[name] !== undefined || one === undefined) continue;
      const rule = optional[name];
      if (rule === undefined) report(checking, at, `invalid additional property: ${name}`);
      else if (one !== null) rule(one, `${at}/${name}`, checking);
    }
  };

/** Chooses the rule by the value's `type`. */
export const byType =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, at, checking) => {
    if (!isObject(value)) return report(checking, at, 'must be an object');
    const type = value['type'];
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule === undefined) return report(checking, `${at}/type`, `unsupported type: ${String(type)}`);
    rule(value, at, checking);
  };

export const all =
  (...rules: readonly Rule[]): Rule =>
  (value, at, checking) => {
    for (const rule of rules) rule(value, at, checking);
  };

/** A look at the whole object, once its fields are fine to read. */
export const also =
  (look: (value: Json, at: string, checking: Checking) => void): Rule =>
  (value, at, checking) => {
    if (isObject(value)) look(value, at, checking);
  };
