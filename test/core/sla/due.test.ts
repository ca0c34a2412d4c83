import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN } from '../../../src/core/sla/calendar.ts';
import { type DueInput, dueAt, pauseLeft } from '../../../src/core/sla/due.ts';
import { at, HOUR, office } from './calendars.ts';

const standard = { name: 'standard', hours: 24, pause_cap_hours: 72 };
const berlin = office('Europe/Berlin');

const due = (given: Partial<DueInput>): string | null => {
  // A Friday at noon.
  const from = at('2026-01-16T11:00:00Z');
  const found = dueAt({ sla_class: standard, calendar: berlin, from, ...given });
  return found === null ? null : new Date(found).toISOString();
};

describe('when an answer is due', () => {
  it('counts the open hours of the calendar', () => {
    // 5.5 h on Friday, 8.5 h on Monday and Tuesday, 1.5 h on Wednesday.
    expect(due({})).toBe('2026-01-21T09:30:00.000Z');
    expect(due({ calendar: ALWAYS_OPEN })).toBe('2026-01-17T11:00:00.000Z');
  });

  it('is the moment of the source when that is sooner, also when everybody is off', () => {
    expect(due({ source_due_at: at('2026-01-18T03:00:00Z') })).toBe('2026-01-18T03:00:00.000Z');
    expect(due({ source_due_at: at('2026-02-18T03:00:00Z') })).toBe('2026-01-21T09:30:00.000Z');
  });

  it('is later by the open time that information was awaited', () => {
    expect(due({ paused_ms: 3 * HOUR })).toBe('2026-01-21T12:30:00.000Z');
  });

  it('is later by the cap at most', () => {
    const sla_class = { ...standard, pause_cap_hours: 2 };
    expect(due({ sla_class, paused_ms: 2 * HOUR })).toBe('2026-01-21T11:30:00.000Z');
    expect(due({ sla_class, paused_ms: 90 * HOUR })).toBe('2026-01-21T11:30:00.000Z');
    expect(pauseLeft(sla_class, 0.5 * HOUR)).toBe(1.5 * HOUR);
    expect(pauseLeft(sla_class, 90 * HOUR)).toBe(0);
  });

  it('never moves the moment of the source', () => {
    const source_due_at = at('2026-01-20T09:00:00Z');
    expect(due({ source_due_at, paused_ms: 50 * HOUR })).toBe('2026-01-20T09:00:00.000Z');
  });

  it('is nothing where neither says anything', () => {
    expect(due({ sla_class: undefined })).toBeNull();
    expect(due({ sla_class: undefined, source_due_at: at('2026-01-20T09:00:00Z') })).toBe(
      '2026-01-20T09:00:00.000Z',
    );
  });
});
