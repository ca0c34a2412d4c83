import { describe, expect, it } from 'vitest';
import { type OwnAnswer, weekOf } from '../../../src/core/review/my-week.ts';
import { NOW } from './review-building.ts';

const answer = (over: Partial<OwnAnswer> = {}): OwnAnswer => ({
  kind: 'review',
  at: NOW,
  option: 'approve',
  waited_ms: 60_000,
  corrected_at: null,
  correct: null,
  ...over,
});

describe('a person’s own week', () => {
  it('is empty for whoever answered nothing', () => {
    expect(weekOf([])).toEqual({
      answered: 0,
      median_ms: null,
      corrected: 0,
      right: 0,
      wrong: 0,
      last_at: null,
    });
  });

  it('takes the middle of the times, or between the two middle ones', () => {
    const times = (...waited: number[]) => weekOf(waited.map((waited_ms) => answer({ waited_ms }))).median_ms;
    expect(times(9, 1, 5)).toBe(5);
    expect(times(9, 1, 5, 7)).toBe(6);
  });

  it('scores only answers of reviews whose truth is known', () => {
    const week = weekOf([
      answer({ correct: 'approve' }),
      answer({ correct: 'reject', at: NOW + 1 }),
      answer({ correct: null }),
      answer({ correct: 'reject', kind: 'audit' }),
      answer({ corrected_at: NOW }),
    ]);
    expect(week).toMatchObject({ answered: 5, right: 1, wrong: 1, corrected: 1, last_at: NOW + 1 });
  });
});
