/** Arguments of a Web API call: strings in a form, or real values in JSON. Both read the same here. */
import type { Json } from './world.ts';

/** A string; an empty one counts as absent, as Slack takes it. */
export const textOf = (args: Json, name: string): string | undefined => {
  const value = args[name];
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
};

export const flagOf = (args: Json, name: string): boolean => {
  const value = args[name];
  return value === true || value === 'true' || value === '1' || value === 1;
};

/** A whole number, or the fallback when absent or not one. */
export const wholeOf = (args: Json, name: string, fallback: number): number => {
  const value = Number(args[name] ?? Number.NaN);
  return Number.isInteger(value) ? value : fallback;
};

/** A string, or an empty one for anything else. */
export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An array, or an empty one for anything else. */
export const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON inside a form field, or the value itself. `broken` when it is no JSON. */
export const jsonOf = (args: Json, name: string): { value: unknown } | 'absent' | 'broken' => {
  const value = args[name];
  if (value === undefined || value === null || value === '') return 'absent';
  if (typeof value !== 'string') return { value };
  try {
    return { value: JSON.parse(value) as unknown };
  } catch {
    return 'broken';
  }
};
