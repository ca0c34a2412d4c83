import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clopperPearson, logAtMost, lowerBound, upperBound } from '../../../src/core/learning/interval.ts';

/** Errors, error promised, labels that it takes: at δ = 0.05. */
const needed: [number, number, number][] = [
  [0, 0.05, 59],
  [0, 0.02, 149],
  [0, 0.01, 299],
  [0, 0.005, 598],
  [1, 0.05, 93],
  [1, 0.02, 236],
  [1, 0.01, 473],
  [1, 0.005, 947],
  [2, 0.05, 124],
  [2, 0.02, 313],
  [2, 0.01, 628],
  [2, 0.005, 1258],
  [3, 0.05, 153],
  [3, 0.02, 386],
  [3, 0.01, 773],
  [3, 0.005, 1549],
];

describe('the upper bound of an error', () => {
  test.each(needed)(
    '%i errors: at most %f wrong is known from %i labels on, and not from one less',
    (k, alpha, n) => {
      expect(upperBound(k, n, 0.05)).toBeLessThanOrEqual(alpha);
      expect(upperBound(k, n - 1, 0.05)).toBeGreaterThan(alpha);
    },
  );

  it('has closed forms at the ends', () => {
    expect(upperBound(0, 40, 0.05)).toBeCloseTo(1 - 0.05 ** (1 / 40), 12);
    expect(lowerBound(40, 40, 0.05)).toBeCloseTo(0.05 ** (1 / 40), 12);
    expect(upperBound(40, 40, 0.05)).toBe(1);
    expect(lowerBound(0, 40, 0.05)).toBe(0);
  });
});

describe('the interval of Clopper and Pearson', () => {
  /** From the binomial sums with 50 decimal digits. */
  it.each([
    [0, 10, 0, 0.308497107819],
    [1, 10, 0.002528578545, 0.445016117028],
    [5, 10, 0.187086028447, 0.812913971553],
    [6, 30, 0.077135512001, 0.385666510997],
    [10, 10, 0.691502892181, 1],
  ])('of %i in %i is %f to %f', (k, n, low, high) => {
    const found = clopperPearson(k, n);
    expect(found.low).toBeCloseTo(low, 11);
    expect(found.high).toBeCloseTo(high, 11);
  });

  it('knows nothing of nothing', () => {
    expect(clopperPearson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('stays exact where probabilities are too small for a number', () => {
    const { low, high } = clopperPearson(500_000, 1_000_000);
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.0005, 5);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.0005, 5);
  });

  it('covers the true share in 95 of 100 samples at least, whatever the share and the size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, p) => {
          let covered = 0;
          for (let k = 0; k <= n; k++) {
            const { low, high } = clopperPearson(k, n);
            if (low <= p && p <= high) covered += probabilityOf(k, n, p);
          }
          expect(covered).toBeGreaterThanOrEqual(0.95 - 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('contains what was seen, and mirrors hits and misses', () => {
    const samples = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(samples, ([k, n]) => {
        const { low, high } = clopperPearson(k, n);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(clopperPearson(n - k, n).high).toBeCloseTo(1 - low, 9);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [3, 2],
    [-1, 2],
    [0.5, 2],
    [Number.NaN, 2],
  ])('refuses %f of %f', (k, n) => {
    expect(() => clopperPearson(k, n)).toThrow(RangeError);
  });
});

/** From the difference of two sums, by another way than the bounds go. */
const probabilityOf = (k: number, n: number, p: number): number => {
  let product = 1;
  for (let i = 1; i <= k; i++) product *= ((n - k + i) / i) * p;
  return product * (1 - p) ** (n - k);
};

test('the chance of at most k is that of each, added up', () => {
  for (const [k, n, p] of [
    [3, 12, 0.2],
    [0, 7, 0.9],
    [11, 12, 0.5],
  ] as const) {
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += probabilityOf(i, n, p);
    expect(Math.exp(logAtMost(k, n, p))).toBeCloseTo(sum, 12);
  }
});
