import { describe, expect, it } from 'vitest';
import { paceOf, predictLate } from '../../../src/core/sla/at-risk.ts';
import { ALWAYS_OPEN } from '../../../src/core/sla/calendar.ts';
import { at, HOUR, MINUTE, office } from './calendars.ts';

const NOW = at('2026-03-04T09:00:00Z');
const waiting = (id: string, hours: number | null, waits_for_answer = false) => ({
  id,
  due_at: hours === null ? null : NOW + hours * HOUR,
  waits_for_answer,
});
const late = (items: ReturnType<typeof waiting>[], minutes: number) =>
  predictLate(items, { pace: minutes * MINUTE, calendar: ALWAYS_OPEN, now: NOW });

describe('the pace of a queue', () => {
  it('is the median of what passes between two answers, whatever one long pause was', () => {
    const answered = [0, 10, 20, 200, 210, 220].map((minutes) => NOW + minutes * MINUTE);
    expect(paceOf(answered.toReversed(), ALWAYS_OPEN)).toBe(10 * MINUTE);
  });

  it('is not known from a few', () => {
    expect(paceOf([NOW, NOW + 1, NOW + 2, NOW + 3], ALWAYS_OPEN)).toBeNull();
  });

  it('counts open time alone: a night between two answers is none', () => {
    const calendar = office('Europe/Berlin');
    const evening = at('2026-03-03T15:50:00Z');
    const answered = [0, 10, 20, 30].map((minutes) => evening + minutes * MINUTE);
    const whole = [...answered, at('2026-03-04T08:10:00Z'), at('2026-03-04T08:20:00Z')];
    expect(paceOf(whole, calendar)).toBe(10 * MINUTE);
  });
});

describe('what will be late', () => {
  it('is said hours ahead: the turn of each comes after those due before it', () => {
    const items = [waiting('C', 3), waiting('A', 1), waiting('B', 2), waiting('D', 9)];
    expect(late(items, 50)).toEqual([]);
    expect(late(items, 70)).toEqual([
      { id: 'A', due_at: NOW + HOUR, expected_at: NOW + 70 * MINUTE },
      { id: 'B', due_at: NOW + 2 * HOUR, expected_at: NOW + 140 * MINUTE },
      { id: 'C', due_at: NOW + 3 * HOUR, expected_at: NOW + 210 * MINUTE },
    ]);
  });

  it('is not what is overdue already, what nothing is due for, or what waits for an answer', () => {
    expect(late([waiting('A', -1), waiting('B', null), waiting('C', 0.5, true)], 120)).toEqual([]);
  });

  it('takes no turn while an answer from outside is awaited', () => {
    const second = waiting('B', 1);
    expect(late([waiting('A', 0.5, true), second], 45)).toEqual([]);
    expect(late([waiting('A', 0.5), second], 45)).toHaveLength(2);
  });
});
