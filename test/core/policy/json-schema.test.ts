import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { policySchemaText } from '../../../src/core/policy/json-schema.ts';

const root = new URL('../../../', import.meta.url);
const fileText = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const committed = (): string => fileText('docs/handraise.schema.json');
/** Judges a document by the committed schema, as an editor would. */
const judge = (document: unknown): boolean =>
  z.fromJSONSchema(JSON.parse(committed()) as Parameters<typeof z.fromJSONSchema>[0]).safeParse(document)
    .success;
const example = () => parse(fileText('handraise.yml'));
/** Every part of the schema, with its path. */
const parts = (at: unknown, path = ''): { path: string; part: Record<string, unknown> }[] => {
  if (typeof at !== 'object' || at === null) return [];
  const below = Object.entries(at).flatMap(([key, value]) => parts(value, `${path}/${key}`));
  return Array.isArray(at) ? below : [{ path, part: at as Record<string, unknown> }, ...below];
};

const least = { question: 'Do it?', queue: 'finance', deciders: ['finance'] };

describe('the JSON Schema of handraise.yml', () => {
  it('is current: `npm run schema` would write nothing new', () => {
    expect(committed() === policySchemaText(), 'run `npm run schema` and commit what it writes').toBe(true);
  });

  it('is named in the example policy, which it accepts', () => {
    expect(fileText('handraise.yml')).toMatch(
      /^# yaml-language-server: \$schema=docs\/handraise\.schema\.json\n/,
    );
    expect(judge(example())).toBe(true);
  });

  it.each([
    ['an unknown key', { colour: 'red' }],
    ['a missing section', { queues: undefined }],
    ['a channel without #', { queues: { finance: 'finance' } }],
    ['a secret in the file', { sources: { bot: { types: ['a.b'], secret_env: 'whsec_c2VjcmV0' } } }],
    ['an unknown level', { defaults: { floor: 'sometimes' } }],
    ['an unknown kind of fact', { types: { a: { ...least, facts: { n: 'integer' } } } }],
    ['a share above one', { types: { a: { ...least, bands: { high: 1.2 } } } }],
    ['a name with a space', { types: { 'a b': least } }],
  ])('refuses %s', (_what, change) => {
    expect(judge({ ...example(), ...change })).toBe(false);
  });

  it('says of every key of a section what it is', () => {
    const keys = parts(JSON.parse(committed())).filter(({ path }) => /\/properties\/[^/]+$/.test(path));
    const plainWords = /\/(?:low|medium|high|channel|decisions|days|raise_bands_by)$/;
    const silent = keys.filter(
      ({ path, part }) => part['description'] === undefined && !plainWords.test(path),
    );
    expect(keys.length).toBeGreaterThan(80);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('has only patterns that editors can read, which use the u flag', () => {
    const patterns = parts(JSON.parse(committed())).flatMap(({ part }) =>
      typeof part['pattern'] === 'string' ? [part['pattern']] : [],
    );
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });
});
