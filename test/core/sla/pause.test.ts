import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN } from '../../../src/core/sla/calendar.ts';
import { dueAt } from '../../../src/core/sla/due.ts';
import { afterPause, type Pause } from '../../../src/core/sla/pause.ts';
import { at, DAY, HOUR, office } from './calendars.ts';

const standard = { name: 'standard', hours: 24, pause_cap_hours: 72 };
const berlin = office('Europe/Berlin');

/** A pause from Friday noon, in Berlin, of what is due on Monday at 10. */
const pause = (given: Partial<Pause> = {}) =>
  afterPause({
    sla_class: standard,
    calendar: berlin,
    due_at: at('2026-01-19T09:00:00Z'),
    paused_ms: 0,
    from: at('2026-01-16T11:00:00Z'),
    until: at('2026-01-16T13:00:00Z'),
    ...given,
  });
const dueAfter = (given: Partial<Pause>): string | null => {
  const { due_at } = pause(given);
  return due_at === null ? null : new Date(due_at).toISOString();
};

describe('the clock after a pause', () => {
  it('is due later by the open time that passed, and by nothing of nights and weekends', () => {
    expect(dueAfter({})).toBe('2026-01-19T11:00:00.000Z');
    // From Friday noon until Monday at 9: 5.5 h of it were open.
    expect(pause({ until: at('2026-01-19T08:00:00Z') })).toEqual({
      due_at: at('2026-01-19T14:30:00Z'),
      paused_ms: 5.5 * HOUR,
    });
    expect(dueAfter({ calendar: ALWAYS_OPEN })).toBe('2026-01-19T11:00:00.000Z');
  });

  it('moves by the cap at most, over all pauses together', () => {
    const sla_class = { ...standard, pause_cap_hours: 3 };
    expect(dueAfter({ sla_class, until: at('2026-01-23T11:00:00Z') })).toBe('2026-01-19T12:00:00.000Z');
    expect(dueAfter({ sla_class, paused_ms: 2 * HOUR })).toBe('2026-01-19T10:00:00.000Z');
    expect(dueAfter({ sla_class, paused_ms: 9 * HOUR })).toBe('2026-01-19T09:00:00.000Z');
  });

  it('never moves the moment of the source', () => {
    expect(dueAfter({ source_due_at: at('2026-01-19T09:00:00Z') })).toBe('2026-01-19T09:00:00.000Z');
    expect(dueAfter({ source_due_at: at('2026-01-19T10:00:00Z') })).toBe('2026-01-19T10:00:00.000Z');
  });

  it('stays where there is no class any more, or nothing that is due', () => {
    expect(dueAfter({ sla_class: undefined })).toBe('2026-01-19T09:00:00.000Z');
    expect(dueAfter({ due_at: null })).toBeNull();
  });

  it('is where it would be if the pauses had been known from the beginning', () => {
    const span = fc.integer({ min: 0, max: 20 * DAY });
    fc.assert(
      fc.property(
        fc.constantFrom(berlin, ALWAYS_OPEN),
        fc.integer({ min: 1, max: 60 }),
        fc.option(span),
        fc.array(fc.tuple(span, span), { maxLength: 4 }),
        (calendar, cap, source, pauses) => {
          const sla_class = { ...standard, pause_cap_hours: cap };
          const from = at('2026-01-16T11:00:00Z');
          const source_due_at = source === null ? undefined : from + source;
          const began = { sla_class, calendar, source_due_at };
          let moment = from;
          let clock = { due_at: dueAt({ ...began, from }), paused_ms: 0 };
          for (const [later, long] of pauses) {
            clock = afterPause({ ...began, ...clock, from: moment + later, until: moment + later + long });
            moment += later + long;
          }
          expect(clock.due_at).toBe(dueAt({ ...began, from, paused_ms: clock.paused_ms }));
        },
      ),
    );
  });
});
