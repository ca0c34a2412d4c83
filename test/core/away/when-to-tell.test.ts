import { describe, expect, it } from 'vitest';
import { isToBeTold } from '../../../src/core/away/when-to-tell.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 86_400_000;
const forGood = { ends_at: null };
const forAWeek = { ends_at: NOW + 7 * DAY };

const told = (over: Partial<Parameters<typeof isToBeTold>[0]> = {}) =>
  isToBeTold({ away: false, delegations: [], oldest: NOW - 2 * DAY, ...over }, NOW);

describe('telling somebody what was decided in their stead', () => {
  it('waits until they are back', () => {
    expect(told({ away: true })).toBe(false);
    expect(told({ away: true, delegations: [forGood] })).toBe(false);
    expect(told({ delegations: [forAWeek] })).toBe(false);
    expect(told()).toBe(true);
  });

  it('is once a day at most where somebody stands in for good', () => {
    expect(told({ delegations: [forGood], oldest: NOW - DAY + 1 })).toBe(false);
    expect(told({ delegations: [forGood], oldest: NOW - DAY })).toBe(true);
  });
});
