/** A share between 0 and 1 that was not seen whole, and the bounds between which it lies. */
export type Interval = { low: number; high: number };

/** Halvings of the interval from 0 to 1: more than a double can tell apart. */
const HALVINGS = 60;
/** A term this much smaller than the largest adds nothing to a sum of doubles. */
const NEGLIGIBLE = Math.log(1e-18);

/**
 * The exact interval of Clopper and Pearson (Biometrika 26, 1934) for a share, `k` of `n` having been seen: whatever
 * the true share is, it lies within at least `level` of such intervals, which is why it is wide for few cases. 0 to 1
 * when nothing was seen.
 * @param level confidence, 0.95 unless told
 */
export const clopperPearson = (k: number, n: number, level = 0.95): Interval => {
  const delta = (1 - level) / 2;
  return { low: lowerBound(k, n, delta), high: upperBound(k, n, delta) };
};

/** The greatest share at which as few as `k` of `n` are seen with probability `delta`: BetaInv(1 − δ; k + 1, n − k). */
export const upperBound = (k: number, n: number, delta: number): number => {
  check(k, n, delta);
  return k === n ? 1 : solve((p) => logAtMost(k, n, p) > Math.log(delta));
};

/** The least share at which as many as `k` of `n` are seen with probability `delta`: BetaInv(δ; k, n − k + 1). */
export const lowerBound = (k: number, n: number, delta: number): number => {
  check(k, n, delta);
  // As many as k hits are as few as n − k misses.
  return k === 0 ? 0 : 1 - solve((q) => logAtMost(n - k, n, q) > Math.log(delta));
};

const check = (k: number, n: number, delta: number): void => {
  if (!Number.isSafeInteger(k) || !Number.isSafeInteger(n) || k < 0 || n < k || !(delta > 0 && delta < 1))
    throw new RangeError(`no interval for ${k} of ${n} at ${delta}`);
};

/** Where a condition that holds from 0 upwards stops holding. */
const solve = (holds: (p: number) => boolean): number => {
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * Logarithm of the binomial probability of at most `k` of `n`, each with probability `p` strictly between 0 and 1. In
 * logarithms, since the terms themselves underflow for large `n`; from the largest term on, until they stop counting.
 */
export const logAtMost = (k: number, n: number, p: number): number => {
  const odds = Math.log(p) - Math.log1p(-p);
  const mode = Math.min(k, Math.floor((n + 1) * p));
  const largest = logChoose(n, mode) + mode * Math.log(p) + (n - mode) * Math.log1p(-p);
  let sum = 1;
  for (let i = mode, term = 0; i > 0; i--) {
    term += Math.log(i) - Math.log(n - i + 1) - odds;
    if (term < NEGLIGIBLE) break;
    sum += Math.exp(term);
  }
  for (let i = mode, term = 0; i < k; i++) {
    term += Math.log(n - i) - Math.log(i + 1) + odds;
    if (term < NEGLIGIBLE) break;
    sum += Math.exp(term);
  }
  return Math.min(0, largest + Math.log(sum));
};

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Below this a product is exact; above it Stirling's series with three terms errs by less than a double holds. */
const SMALL = 20;

/** ln n!; series from https://dlmf.nist.gov/5.11#E1 */
const logFactorial = (n: number): number => {
  if (n < SMALL) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const series = 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5) - 1 / (1680 * n ** 7);
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
};
