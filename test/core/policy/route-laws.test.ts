import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Submission } from '../../../src/core/decision/submission.ts';
import { BANDS, CONSEQUENCES, care, isAutomatic, LEVELS } from '../../../src/core/policy/levels.ts';
import { refund, refundPolicy, routed } from './routing.ts';

const level = fc.constantFrom(...LEVELS);
const signals = fc.record(
  {
    similarity: fc.double({ min: 0, max: 1, noNaN: true }),
    rule_match: fc.constantFrom('clear', 'ambiguous', 'none' as const),
    opinions: fc.array(
      fc.record({ method: fc.constantFrom('rules', 'llm'), option: fc.constantFrom('approve', 'reject') }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);
const facts = fc.record(
  {
    age_days: fc.double({ min: -10, max: 100, noNaN: true }),
    country: fc.constantFrom('DE', 'FR', ''),
    items: fc.array(fc.string(), { maxLength: 4 }),
    bought: fc.constantFrom('2026-10-01', '2026-11-20T09:30:00Z'),
  },
  { requiredKeys: [] },
);
const amount = fc.double({ min: 0, max: 3000, noNaN: true });
const confidence = fc.double({ min: 0, max: 1, noNaN: true });
const submission = fc
  .record({ euros: amount, confidence, facts, signals: fc.option(signals, { nil: undefined }) })
  .map((parts): Submission => refund(parts));

/** Rules that only raise, each about a fact that may be missing. */
const raising = refundPolicy(`
matrix: audit
rules:
  - { name: Old, when: facts.age_days > 30, raise_to: review }
  - { name: Abroad, when: facts.country != "DE" && recommendation.band != "high", raise_to: human_decides }
  - { name: Items, when: 'facts.items.exists(i, i == "x")', raise_to: human_only }
  - { name: Late, when: now - date(facts.bought) > duration("240h"), raise_to: review }`);

const careOf = (one: Submission): number => care(routed(raising, one).level);

describe('without lowering rules, care never falls', () => {
  test('as confidence falls', () => {
    fc.assert(
      fc.property(submission, confidence, (one, other) => {
        const [low, high] = [one.recommendation?.confidence ?? 0, other].sort((a, b) => a - b);
        const at = (value = 0): Submission => ({
          ...one,
          recommendation: { option: 'approve', confidence: value },
        });
        expect(careOf(at(low))).toBeGreaterThanOrEqual(careOf(at(high)));
      }),
    );
  });

  test('as the amount rises', () => {
    fc.assert(
      fc.property(submission, amount, amount, (one, a, b) => {
        const at = (value: number): Submission => ({
          ...one,
          facts: { ...one.facts, amount: { value, currency: 'EUR' } },
        });
        expect(careOf(at(Math.max(a, b)))).toBeGreaterThanOrEqual(careOf(at(Math.min(a, b))));
      }),
    );
  });

  test('as the source says that more is at stake', () => {
    const grade = fc.constantFrom('none' as const, ...CONSEQUENCES);
    fc.assert(
      fc.property(submission, grade, grade, fc.boolean(), (one, customer_impact, reputation, compliance) => {
        expect(
          careOf({ ...one, consequence: { customer_impact, reputation, compliance, reversible: false } }),
        ).toBeGreaterThanOrEqual(careOf(one));
      }),
    );
  });

  test('when a fact is missing', () => {
    fc.assert(
      fc.property(submission, (one) => {
        for (const name of Object.keys(one.facts)) {
          const { [name]: _gone, ...rest } = one.facts;
          expect(careOf({ ...one, facts: rest })).toBeGreaterThanOrEqual(careOf(one));
        }
      }),
    );
  });

  test('when a signal speaks against it', () => {
    fc.assert(
      fc.property(submission, (one) => {
        const { signals: _none, ...bare } = one;
        expect(
          careOf({ ...one, signals: { ...one.signals, opinions: [{ method: 'rules', option: 'reject' }] } }),
        ).toBeGreaterThanOrEqual(careOf(bare));
      }),
    );
  });
});

test('no rule goes below the floor of its type', () => {
  fc.assert(
    fc.property(submission, level, fc.subarray([...LEVELS], { minLength: 1 }), (one, floor, wanted) => {
      const policy = refundPolicy(`floor: ${floor}`);
      const type = policy.types['refund.request'];
      if (type === undefined) throw new Error('no type');
      const before = routed(policy, one).level;
      // Even rules that the parser would refuse.
      const rules = wanted.map((lower_to) => ({
        name: lower_to,
        when: 'true',
        effect: { lower_to },
        matches: () => true,
        needs: new Set<never>(),
      }));
      const after = routed({ ...policy, types: { 'refund.request': { ...type, rules } } }, one).level;
      expect(care(after)).toBeGreaterThanOrEqual(Math.min(care(before), care(floor)));
      expect(care(after)).toBeLessThanOrEqual(care(before));
    }),
  );
});

test('the same input has the same route, and the input stays as it was', () => {
  fc.assert(
    fc.property(submission, (one) => {
      const before = structuredClone(one);
      expect(routed(raising, one)).toEqual(routed(raising, one));
      expect(one).toEqual(before);
    }),
  );
});

test('nothing learned loosens without an approval', () => {
  fc.assert(
    fc.property(submission, confidence, confidence, (one, calibrated, similarity) => {
      const stats = { calibrated, similarity, figures: { override_rate: 0, error_rate: 0 } };
      expect(care(routed(raising, one, { stats }).level)).toBeGreaterThanOrEqual(careOf(one));
    }),
  );
});

test('nothing that comes in throws, and what waits for people is sampled with certainty', () => {
  const anything = fc.record({
    type: fc.constant('refund.request'),
    title: fc.string(),
    facts: fc.dictionary(
      fc.constantFrom('amount', 'age_days', 'items', 'bought', '__proto__', 'constructor'),
      fc.anything(),
    ),
    recommendation: fc.option(fc.record({ option: fc.string(), confidence: fc.double() }), {
      nil: undefined,
    }),
    signals: fc.option(fc.record({ similarity: fc.double() }), { nil: undefined }),
  });
  fc.assert(
    fc.property(anything, (one) => {
      const found = routed(raising, Object.assign(refund(), one));
      expect(found.trace[0]?.step).toBe('completeness');
      expect(found.inclusion_probability).toBe(isAutomatic(found.level) ? 0 : 1);
    }),
    { numRuns: 500 },
  );
});

test('both presets are in order of care', () => {
  for (const matrix of ['default', 'audit']) {
    const cells = refundPolicy(`matrix: ${matrix}`).types['refund.request']?.matrix;
    const grid = CONSEQUENCES.map((row) => BANDS.map((band) => care(cells?.[row][band] ?? 'review')));
    for (const [r, row] of grid.entries())
      for (const [c, cell] of row.entries()) {
        expect(cell).toBeGreaterThanOrEqual(row[c - 1] ?? 0);
        expect(cell).toBeGreaterThanOrEqual(grid[r - 1]?.[c] ?? 0);
      }
  }
});
