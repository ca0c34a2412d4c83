import * as fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { dayOf, lastTime, nextTime, weekOf } from '../../../src/core/report/periods.ts';

const at = (text: string): number => Date.parse(text);
const zone = (name: string): IANAZone => IANAZone.create(name);
const berlin = zone('Europe/Berlin');
const half_past_eight = { minute: 8 * 60 + 30 };
const monday_nine = { minute: 9 * 60, weekday: 1 };

describe('when something is published', () => {
  it('is by the clock on the wall, in summer and in winter', () => {
    expect(lastTime(half_past_eight, berlin, at('2026-11-25T12:00:00Z'))).toBe(at('2026-11-25T07:30:00Z'));
    expect(lastTime(half_past_eight, berlin, at('2026-07-25T12:00:00Z'))).toBe(at('2026-07-25T06:30:00Z'));
    expect(lastTime(half_past_eight, berlin, at('2026-11-25T07:29:59Z'))).toBe(at('2026-11-24T07:30:00Z'));
    expect(nextTime(half_past_eight, berlin, at('2026-11-25T07:30:00Z'))).toBe(at('2026-11-26T07:30:00Z'));
  });

  it('is on its weekday only', () => {
    expect(lastTime(monday_nine, berlin, at('2026-11-25T12:00:00Z'))).toBe(at('2026-11-23T08:00:00Z'));
    expect(nextTime(monday_nine, berlin, at('2026-11-25T12:00:00Z'))).toBe(at('2026-11-30T08:00:00Z'));
  });

  it('is once on the days on which clocks change', () => {
    const half_past_two = { minute: 150 };
    // Clocks go from 02:00 to 03:00: the minute is taken as late as the clock was.
    expect(lastTime(half_past_two, berlin, at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-29T01:30:00Z'));
    // 02:30 comes twice: the first counts.
    expect(lastTime(half_past_two, berlin, at('2026-10-25T12:00:00Z'))).toBe(at('2026-10-25T00:30:00Z'));
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'comes once a day in %s, and the last one up to the next is that one',
    (name) => {
      const moment = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
      fc.assert(
        fc.property(moment, fc.integer({ min: 0, max: 1439 }), (now, minute) => {
          const last = lastTime({ minute }, zone(name), now);
          const next = nextTime({ minute }, zone(name), now);
          expect(last).toBeLessThanOrEqual(now);
          expect(next).toBeGreaterThan(now);
          expect(lastTime({ minute }, zone(name), next)).toBe(next);
          expect(next - last).toBeGreaterThan(22 * 3_600_000);
          expect(next - last).toBeLessThan(26 * 3_600_000);
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe('a period', () => {
  it('is named as ISO 8601 has it, and a year begins with the week of its first Thursday', () => {
    expect(weekOf(at('2026-11-25T12:00:00Z'), berlin, -1)).toEqual({
      name: '2026-W47',
      from: at('2026-11-15T23:00:00Z'),
      until: at('2026-11-22T23:00:00Z'),
    });
    expect(weekOf(at('2027-01-01T12:00:00Z'), berlin).name).toBe('2026-W53');
    expect(weekOf(at('2027-01-04T12:00:00Z'), berlin).name).toBe('2027-W01');
    expect(weekOf(at('2024-12-30T12:00:00Z'), berlin).name).toBe('2025-W01');
  });

  it('of a day on which clocks change is as long as that day', () => {
    const day = dayOf(at('2026-03-29T12:00:00Z'), berlin);
    expect(day.name).toBe('2026-03-29');
    expect(day.until - day.from).toBe(23 * 3_600_000);
  });

  it('holds the moment that it is of, and the next begins where it ends', () => {
    const moment = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
    fc.assert(
      fc.property(moment, (now) => {
        for (const period of [dayOf(now, berlin), weekOf(now, berlin)]) {
          expect(period.from).toBeLessThanOrEqual(now);
          expect(period.until).toBeGreaterThan(now);
        }
        expect(weekOf(now, berlin, 1).from).toBe(weekOf(now, berlin).until);
      }),
      { numRuns: 300 },
    );
  });
});
