import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

type Schema = { properties?: Record<string, Schema>; [part: string]: unknown };

/** Every key that a policy can have, with where it first stands, such as `queues.*.chain.*.at`. */
const keysOf = (schema: unknown, at: string[] = []): [key: string, path: string][] => {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one) => keysOf(one, at));
  const { properties = {}, additionalProperties, items, anyOf, oneOf, allOf } = schema as Schema;
  return [
    ...Object.entries(properties).flatMap(([key, below]): [string, string][] => [
      [key, [...at, key].join('.')],
      ...keysOf(below, [...at, key]),
    ]),
    ...keysOf([additionalProperties, items], [...at, '*']),
    ...keysOf([anyOf, oneOf, allOf], at),
  ];
};

/** What stands in code: keys are never explained in running words alone. */
const inCode = (text: string): string => (text.match(/```[\s\S]*?```|`[^`]+`/g) ?? []).join('\n');

describe('docs/policy.md', () => {
  const keys = keysOf(JSON.parse(read('docs/handraise.schema.json')));

  it('explains every key of the policy', () => {
    const code = inCode(read('docs/policy.md'));
    const missing = keys.filter(([key]) => !new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(code));
    expect(missing.map(([, path]) => path)).toEqual([]);
  });

  it('is held against all of the schema', () => {
    const paths = keys.map(([, path]) => path);
    expect(paths).toEqual(expect.arrayContaining(['queues.*.chain.*.at', 'types.*.quorum.seats']));
  });
});
