import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUntil } from '../../../src/core/away/read-until.ts';

/** A Wednesday, 16:45 in Berlin. */
const NOW = Date.parse('2026-11-25T15:45:00Z');
const BERLIN = 'Europe/Berlin';

const read = (text: string, zone = BERLIN, now = NOW) => {
  const found = readUntil(text, now, zone);
  if (!found.ok) return found.error;
  return found.value === null ? null : new Date(found.value.until).toISOString();
};

describe('a moment that somebody types', () => {
  it.each([
    ['until 5 Dec', '2026-12-05T22:59:00.000Z'],
    ['until 5th December', '2026-12-05T22:59:00.000Z'],
    ['until Dec 5', '2026-12-05T22:59:00.000Z'],
    ['until 5. Dec', '2026-12-05T22:59:00.000Z'],
    ['until 5 Dec 2027', '2027-12-05T22:59:00.000Z'],
    ['until 2026-12-05', '2026-12-05T22:59:00.000Z'],
    ['until 2026-12-05 17:00', '2026-12-05T16:00:00.000Z'],
    ['until 2026-12-05T17:00', '2026-12-05T16:00:00.000Z'],
    ['until 5 Dec at 9:30', '2026-12-05T08:30:00.000Z'],
    ['until 3 Jan', '2027-01-03T22:59:00.000Z'],
    ['till tomorrow', '2026-11-26T22:59:00.000Z'],
    ['until tomorrow 17:00', '2026-11-26T16:00:00.000Z'],
    ['until today', '2026-11-25T22:59:00.000Z'],
    ['until 17:00', '2026-11-25T16:00:00.000Z'],
    ['until 5pm', '2026-11-25T16:00:00.000Z'],
    ['until 11:30 PM', '2026-11-25T22:30:00.000Z'],
    ['until friday', '2026-11-27T22:59:00.000Z'],
    ['until Wed', '2026-12-02T22:59:00.000Z'],
    ['for 3 days', '2026-11-28T15:45:00.000Z'],
    ['for a week', '2026-12-02T15:45:00.000Z'],
    ['for 90 min', '2026-11-25T17:15:00.000Z'],
    ['for 2h', '2026-11-25T17:45:00.000Z'],
    ['for two weeks', '2026-12-09T15:45:00.000Z'],
  ])('is read: %s', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['until 5/12', 'ambiguous'],
    ['until 5.12.', 'ambiguous'],
    ['until 05-12-2026', 'ambiguous'],
    ['until whenever', 'unclear'],
    ['until', 'unclear'],
    ['for', 'unclear'],
    ['for a while', 'unclear'],
    ['for 0 days', 'unclear'],
    ['until 31 Feb', 'unclear'],
    ['until 30 Feb 2027', 'unclear'],
    ['until 2026-13-01', 'unclear'],
    ['until 25:00', 'unclear'],
    ['until 13pm', 'unclear'],
    ['until 16:00', 'past'],
    ['until 24 Nov', 'past'],
    ['until 2026-11-01', 'past'],
    ['until 5 Dec 2030', 'too_far'],
    ['for 900 weeks', 'too_far'],
  ])('is refused and never guessed: %s', (text, expected) => expect(read(text)).toBe(expected));

  it('is none where nothing is said of an end; then all of it is a note', () => {
    expect(read('')).toBeNull();
    expect(read('Back soon')).toBeNull();
    expect(read('forty winks')).toBeNull();
  });

  it('leaves what follows it as a note', () => {
    const found = readUntil('until 5 Dec, on the beach', NOW, BERLIN);
    expect(found.ok && found.value?.rest).toBe('on the beach');
  });

  it('is one on the clock of whoever types it', () => {
    expect(read('until 17:00', 'America/New_York')).toBe('2026-11-25T22:00:00.000Z');
    expect(read('until tomorrow', 'Pacific/Auckland')).toBe('2026-11-27T10:59:00.000Z');
  });

  it('keeps the clock on the wall where it changes, and refuses a time that is skipped', () => {
    const beforeSummer = Date.parse('2026-03-28T12:00:00Z');
    expect(read('for 2 days', BERLIN, beforeSummer)).toBe('2026-03-30T11:00:00.000Z');
    expect(read('until 29 Mar 2:30', BERLIN, beforeSummer)).toBe('unclear');
  });

  it('lies ahead, whatever is typed and wherever', () => {
    const words = fc.constantFrom(
      'until',
      'for',
      '5',
      'Dec',
      '17:00',
      'tomorrow',
      '3',
      'days',
      'fri',
      '2026-12-05',
      'at',
      '29',
      'Feb',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 6 }).map((all) => all.join(' ')),
        ),
        fc.constantFrom(BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
        fc.integer({ min: NOW, max: NOW + 3 * 365 * 86_400_000 }),
        (text, zone, now) => {
          const found = readUntil(text, now, zone);
          expect(!found.ok || found.value === null || found.value.until > now).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
