import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Submission } from '../../../src/core/decision/submission.ts';
import { LEAST_CASES, similarityOf, type Trait, traitsOf } from '../../../src/core/policy/similarity.ts';
import type { TallyCounts } from '../../../src/core/policy/tally.ts';
import { refund, refundPolicy } from './routing.ts';

const type = refundPolicy('similarity: { computed_from: [amount, age_days] }').types['refund.request'];
if (type === undefined) throw new Error('no type');
const traits = (one: Submission): Trait[] => traitsOf(type, one);

/** What the running counts hold after these cases, kept as they come. */
const counted = (cases: Submission[]) => {
  const sums = new Map<string, TallyCounts>();
  for (const trait of cases.flatMap(traits)) {
    if (trait.kind === 'absent') continue;
    const key = JSON.stringify(trait.parts);
    const zero = {
      asked: 0,
      cases: 0,
      reviewed: 0,
      overridden: 0,
      checked: 0,
      wrong: 0,
      total: 0,
      squares: 0,
    };
    const before = sums.get(key) ?? zero;
    const value = trait.kind === 'number' ? trait.value : 0;
    sums.set(key, {
      ...before,
      cases: before.cases + 1,
      total: before.total + value,
      squares: before.squares + value * value,
    });
  }
  return sums;
};
const similarity = (one: Submission, cases: Submission[]): number | undefined => {
  const sums = counted(cases);
  const found = traits(one).map((trait) =>
    trait.kind === 'absent' ? undefined : sums.get(JSON.stringify(trait.parts)),
  );
  return similarityOf(traits(one), found, cases.length);
};

const cases = Array.from({ length: 60 }, (_, n) =>
  refund({ euros: 40 + (n % 20), facts: { age_days: 5 + (n % 7) } }),
);
const like = (euros: number, age_days = 8): Submission => refund({ euros, facts: { age_days } });
const at = (one: Submission): number => similarity(one, cases) ?? Number.NaN;

describe('similarity to earlier cases', () => {
  test('is high for a usual case and low for one that is far out in one fact', () => {
    expect(at(like(50))).toBeGreaterThan(0.9);
    expect(at(like(900))).toBeLessThan(0.6);
    expect(at(like(50, 400))).toBeLessThan(0.6);
    expect(at(refund({ facts: { amount: { value: 50, currency: 'CHF' }, age_days: 8 } }))).toBeLessThan(0.65);
  });

  test('is not known before there are enough cases, nor where nothing is compared', () => {
    expect(similarity(like(50), cases.slice(0, LEAST_CASES - 1))).toBeUndefined();
    expect(similarity(like(50), cases.slice(0, LEAST_CASES))).toBeGreaterThan(0.8);
    expect(similarityOf([], [], 1000)).toBeUndefined();
  });

  test('takes no notice of small differences where all cases were the same', () => {
    const same = Array.from({ length: 50 }, () => like(100));
    expect(similarity(like(102), same)).toBeGreaterThan(0.9);
    expect(similarity(like(200), same)).toBeLessThan(0.6);
  });

  test('falls with the distance, and never rises when a fact is missing', () => {
    const euros = fc.double({ min: 50, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(euros, euros, (a, b) => {
        expect(at(like(Math.max(a, b)))).toBeLessThanOrEqual(at(like(Math.min(a, b))));
        expect(at(refund({ euros: a }))).toBeLessThanOrEqual(at(like(a)));
      }),
    );
  });

  test('is between 0 and 1 whatever is counted and whatever comes', () => {
    const sums = fc.record({
      asked: fc.double(),
      cases: fc.double(),
      reviewed: fc.double(),
      overridden: fc.double(),
      checked: fc.double(),
      wrong: fc.double(),
      total: fc.double(),
      squares: fc.double(),
    });
    fc.assert(
      fc.property(fc.double(), fc.double(), sums, sums, fc.double(), (euros, age, one, other, count) => {
        const found = similarityOf(traits(like(euros, age)), [one, other], count);
        const isKnown = found !== undefined;
        expect(isKnown).toBe(count >= LEAST_CASES);
        expect(!isKnown || (found >= 0 && found <= 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('lowers what counts of the confidence, where the source says nothing itself', () => {
    expect(traits(refund())).toEqual([
      { fact: 'amount', kind: 'number', parts: ['refund.request', 'amount', 'EUR'], value: Math.asinh(40) },
      { fact: 'age_days', kind: 'absent' },
    ]);
  });
});
