import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { quickYaml } from '../../../src/core/policy/quick-yaml.ts';
import { readYaml } from '../../../src/core/policy/yaml-text.ts';

/** What the reader that keeps places makes of a text; undefined where it finds anything wrong. */
const whole = (text: string): unknown => {
  const { content, problems } = readYaml(text);
  return problems.length > 0 ? undefined : content;
};

/** Scalars that YAML's versions and readers are known to disagree about. */
const SCALARS =
  "0123|0o17|0x1F|1_000|+12|-0|.5|5.|1e3|.inf|.nan|~|Null|true|True|yes|on|2026-11-20|12:30:45|0b11|-|a b|it's|'it''s'|\"a\\x41\"|99999999999999999999|1e03|&a x|*a|<<|@x|a#c|a #c|!x y|!!str 5|[a, b,]|{a: b}|{a, b}|? x|%x|null|\"null\"".split(
    '|',
  );
const PLACES: ((scalar: string) => string)[] = [
  (scalar) => `k: ${scalar}\nz: 1\n`,
  (scalar) => `- ${scalar}\n- 1\n`,
  (scalar) => `{k: ${scalar}, z: 1}`,
  (scalar) => `${scalar}: v\nz: 1\n`,
  (scalar) => `types:\n  a:\n    rules:\n      - { when: ${scalar}, flag: x }\n`,
  (scalar) => `k: >-\n  ${scalar}\n  b\n\n  c\n`,
];

describe('reading without places', () => {
  test.each(SCALARS)('reads %s as the other reader does, or not at all', (scalar) => {
    for (const place of PLACES) {
      const quick = quickYaml(place(scalar));
      expect([undefined, whole(place(scalar))]).toContainEqual(quick);
    }
  });

  test('reads what people write as the other reader does, however it is laid out', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...SCALARS), fc.string({ unit: 'grapheme' }));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(text, tie('any'), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('block', 'flow' as const),
        fc.integer({ min: 1, max: 6 }),
        (content, style, indent) => {
          const written = stringify(content, { collectionStyle: style === 'flow' ? 'flow' : 'any', indent });
          const quick = quickYaml(written);
          expect([undefined, whole(written)]).toContainEqual(quick);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('reads the example policy, and the same from it', () => {
    const text = readFileSync(new URL('../../../handraise.yml', import.meta.url), 'utf8');
    expect(quickYaml(text)).toBeDefined();
    expect(quickYaml(text)).toEqual(whole(text));
  });

  test.each([
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: yes\n'],
    ['a tag', 'a: !!float 3\n'],
    ['an alias, which may stand for far more than it says', 'x: &q [1]\ny: [*q, *q]\n'],
    ['a null key', 'a: { ~: b }\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['what is no YAML', 'a: [1\nb: 2\n'],
  ])('leaves %s to the other reader', (_what, text) => {
    expect(quickYaml(text)).toBeUndefined();
  });
});
