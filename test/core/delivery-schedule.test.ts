import { describe, expect, it } from 'vitest';
import { waitAfter } from '../../src/core/delivery/schedule.ts';

const HOUR_MS = 3_600_000;

describe('the schedule of webhooks', () => {
  it('tries ten times over about 76 hours', () => {
    const waits = Array.from({ length: 12 }, (_, failed) => waitAfter(failed, 0));
    expect(waits.filter((wait) => wait !== undefined)).toHaveLength(10);
    const total = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
    expect(total / HOUR_MS).toBeCloseTo(75.6, 1);
  });

  it('tries the first time at once and waits longer each time after', () => {
    const waits = Array.from({ length: 10 }, (_, failed) => waitAfter(failed, 0) ?? 0);
    expect(waits[0]).toBe(0);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  });

  it('adds at most a tenth, so that sources that failed together are not retried together', () => {
    expect(waitAfter(1, 0)).toBe(5_000);
    expect(waitAfter(1, 0.999)).toBeLessThanOrEqual(5_500);
    expect(waitAfter(1, 0.999)).toBeGreaterThan(5_400);
  });
});
