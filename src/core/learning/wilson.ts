import type { Interval } from './interval.ts';

/** The 97.5 % quantile of the normal distribution, for intervals of 95 %. */
const Z = 1.959963984540054;

/**
 * The score interval of Wilson (JASA 22, 1927) at 95 % for a share, `k` of `n` having been seen: for what was counted
 * whole and is shown, where an exact interval would promise more than is needed. 0 to 1 when nothing was seen.
 */
export const wilson = (k: number, n: number): Interval => {
  if (n === 0) return { low: 0, high: 1 };
  const p = k / n;
  const squared = Z * Z;
  const middle = (p + squared / (2 * n)) / (1 + squared / n);
  const half = (Z / (1 + squared / n)) * Math.sqrt((p * (1 - p)) / n + squared / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
};
