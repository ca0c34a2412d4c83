import { describe, expect, it } from 'vitest';
import { createIds } from '../src/ids.ts';

describe('ids', () => {
  it('say what they name and have 26 characters', () => {
    expect(createIds().next('dec')).toMatch(/^dec_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it('sort in the order of their making, also within a millisecond and when the clock is set back', () => {
    const times = [1_000, 1_000, 1_000, 2_000, 1_500, 1_500, 2_001];
    const ids = createIds(() => times.shift() ?? 3_000);
    const made = Array.from({ length: 5_000 }, () => ids.next('dec'));
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
  });

  it('of two processes do not meet', () => {
    const [one, other] = [createIds(() => 1), createIds(() => 1)];
    expect(one.next('dec')).not.toBe(other.next('dec'));
  });
});
