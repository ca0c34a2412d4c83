import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessTime,
  businessTimeBetween,
  isOpenAt,
  nextOpening,
} from '../../../src/core/sla/business-time.ts';
import { ALWAYS_OPEN, AROUND_THE_CLOCK, calendarOf, type WeekHours } from '../../../src/core/sla/calendar.ts';
import { holidayBook } from '../../../src/holidays.ts';
import { at, DAY, HOUR, MINUTE, office, plainlyOpen, ZONES } from './calendars.ts';

const berlin = office('Europe/Berlin');
const iso = (instant: number): string => new Date(instant).toISOString();

describe('business time', () => {
  it.each([
    // Thursday to Friday, in winter.
    ['2026-01-15T14:00:00Z', 4 * HOUR, '2026-01-16T09:30:00.000Z'],
    // Friday afternoon to Monday.
    ['2026-01-16T15:30:00Z', 2 * HOUR, '2026-01-19T09:00:00.000Z'],
    // Asked in the night, counted from when the doors open.
    ['2026-01-15T02:00:00Z', HOUR, '2026-01-15T09:00:00.000Z'],
    // What fills the day is due when it ends, not when the next one begins.
    ['2026-01-15T08:00:00Z', 8.5 * HOUR, '2026-01-15T16:30:00.000Z'],
    // Over the change to summer time: Monday opens an hour earlier in UTC.
    ['2026-03-27T16:00:00Z', HOUR, '2026-03-30T07:30:00.000Z'],
    // A leap day is a day.
    ['2028-02-28T16:00:00Z', HOUR, '2028-02-29T08:30:00.000Z'],
  ])('from %s, %d ms later it is %s', (from, ms, until) => {
    expect(iso(addBusinessTime(berlin, at(from), ms))).toBe(until);
    expect(businessTimeBetween(berlin, at(from), at(until))).toBe(ms);
  });

  it('goes back to an opening rather than to the closing before it', () => {
    expect(iso(addBusinessTime(berlin, at('2026-01-19T09:00:00Z'), -HOUR))).toBe('2026-01-19T08:00:00.000Z');
    expect(iso(addBusinessTime(berlin, at('2026-01-19T09:00:00Z'), -2 * HOUR))).toBe(
      '2026-01-16T15:30:00.000Z',
    );
  });

  it('leaves out days that are closed', () => {
    const closed = office('Europe/Berlin', { closed: ['2026-12-24', '2026-12-31'] });
    expect(iso(addBusinessTime(closed, at('2026-12-23T16:00:00Z'), HOUR))).toBe('2026-12-25T08:30:00.000Z');
  });

  it('leaves out public holidays of the country and of the region', () => {
    const book = holidayBook();
    const germany = office('Europe/Berlin', { holidays: book.holidaysOf('DE') });
    const state = office('Europe/Berlin', { holidays: book.holidaysOf('DE', 'BE') });
    // Good Friday and Easter Monday.
    expect(iso(addBusinessTime(germany, at('2026-04-02T15:00:00Z'), HOUR))).toBe('2026-04-07T07:30:00.000Z');
    // 8 March 2027, a Monday, is a holiday in Berlin and not in the whole country.
    const friday = at('2027-03-05T16:00:00Z');
    expect(iso(addBusinessTime(germany, friday, HOUR))).toBe('2027-03-08T08:30:00.000Z');
    expect(iso(addBusinessTime(state, friday, HOUR))).toBe('2027-03-09T08:30:00.000Z');
  });

  it('is plain time where it is always open', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1e10, max: 1e10 }), (from, ms) => {
        expect(addBusinessTime(ALWAYS_OPEN, from, ms)).toBe(from + ms);
        expect(businessTimeBetween(ALWAYS_OPEN, from, from + ms)).toBe(ms);
      }),
    );
    expect(nextOpening(ALWAYS_OPEN, 5)).toBe(5);
  });

  it('is plain time as well for a clock round 24 hours that changes to summer time', () => {
    // Closed on one day, so that nothing is taken for always open.
    const round = calendarOf({
      name: 'round',
      time_zone: 'Australia/Lord_Howe',
      hours: AROUND_THE_CLOCK,
      closed: ['2030-01-01'],
    });
    const from = at('2026-03-01T00:00:00Z');
    for (const days of [10, 40, 100, 300])
      expect(addBusinessTime(round, from, days * DAY)).toBe(from + days * DAY);
  });
});

describe('where clocks change', () => {
  const nights: WeekHours = Array.from({ length: 7 }, () => [
    [0, 150],
    [180, 240],
    [1380, 1440],
  ]);
  const night = (time_zone: string) => calendarOf({ name: 'night', time_zone, hours: nights });

  it('hours that are skipped never come, hours that come twice count twice', () => {
    const zone = night('Europe/Berlin');
    const opens = (from: string, until: string) => businessTimeBetween(zone, at(from), at(until)) / MINUTE;
    // 29 March: from 02:00 straight to 03:00. 25 October: 02:00 to 02:30 comes twice.
    expect(opens('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(120 + 60 + 60);
    expect(opens('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(120 + 30 + 30 + 60 + 60);
    expect(isOpenAt(zone, at('2026-10-25T00:45:00Z'))).toBe(false);
    expect(isOpenAt(zone, at('2026-10-25T01:15:00Z'))).toBe(true);
  });

  const STEP = 15 * MINUTE;
  const changes: Record<(typeof ZONES)[number], string[]> = {
    'Europe/Berlin': ['2026-03-29', '2026-10-25'],
    'America/New_York': ['2026-03-08', '2026-11-01'],
    'Australia/Lord_Howe': ['2026-04-04', '2026-10-03'],
    'Asia/Kolkata': ['2026-03-29', '2026-10-25'],
  };
  const cases = Object.entries(changes).flatMap(([zone, days]) => days.map((day) => [zone, day] as const));
  it.each(cases)('%s around %s: open exactly when the clock on the wall says so', (zone, day) => {
    for (const calendar of [office(zone), night(zone)]) {
      const isPlainlyOpen = plainlyOpen(calendar);
      const from = at(`${day}T00:00:00Z`) - 2 * DAY;
      let open = 0;
      for (let moment = from; moment < from + 5 * DAY; moment += STEP) {
        expect(businessTimeBetween(calendar, from, moment)).toBe(open);
        expect(isOpenAt(calendar, moment)).toBe(isPlainlyOpen(moment));
        if (isPlainlyOpen(moment)) open += STEP;
      }
      expect(open).toBeGreaterThan(0);
    }
  });
});

describe('laws of every calendar', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
    .filter(([from, until]) => from < until)
    .map(([from, until]) => [from * 15, until * 15] as const);
  const week = fc
    .array(fc.option(span, { nil: undefined }), { minLength: 7, maxLength: 7 })
    .filter((days) => days.some((day) => day !== undefined))
    .map((days): WeekHours => days.map((day) => (day === undefined ? [] : [day])));
  const book = holidayBook();
  const holidays = fc.constantFrom(
    undefined,
    ...[
      ['DE', 'BE'],
      ['US', 'NY'],
      ['AU', 'NSW'],
      ['IN', 'MH'],
    ].map(([country = '', region]) => book.holidaysOf(country, region)),
  );
  const calendars = fc
    .record({ time_zone: fc.constantFrom(...ZONES), hours: week, holidays })
    .map(({ holidays: some, ...rest }) =>
      calendarOf({
        name: 'any',
        ...rest,
        ...(some && { holidays: some }),
        closed: ['2028-02-29', '2026-10-26'],
      }),
    );
  /** Half of them on the quarter of an hour, where doors open and close. */
  const some = (min: number, max: number) => {
    const quarter = 15 * MINUTE;
    return fc.oneof(
      fc.integer({ min, max }),
      fc.integer({ min: Math.ceil(min / quarter), max: max / quarter }).map((count) => count * quarter),
    );
  };
  const moment = some(at('2025-12-01T00:00:00Z'), at('2028-04-01T00:00:00Z'));
  const length = some(1, 120 * HOUR);

  it('what was added is what lies between, and one less is too little', () => {
    fc.assert(
      fc.property(calendars, moment, length, (calendar, from, ms) => {
        const until = addBusinessTime(calendar, from, ms);
        expect(businessTimeBetween(calendar, from, until)).toBe(ms);
        expect(businessTimeBetween(calendar, from, until - 1)).toBe(ms - 1);
      }),
    );
  });

  it('adding twice is adding the sum', () => {
    fc.assert(
      fc.property(calendars, moment, length, length, (calendar, from, a, b) => {
        expect(addBusinessTime(calendar, addBusinessTime(calendar, from, a), b)).toBe(
          addBusinessTime(calendar, from, a + b),
        );
      }),
    );
  });

  it('never runs backwards: later starts end later, and so do longer times', () => {
    fc.assert(
      fc.property(
        calendars,
        moment,
        fc.integer({ min: 0, max: 10 * DAY }),
        length,
        length,
        (calendar, from, wait, a, b) => {
          const until = addBusinessTime(calendar, from, a);
          expect(addBusinessTime(calendar, from + wait, a)).toBeGreaterThanOrEqual(until);
          expect(addBusinessTime(calendar, from, a + b)).toBeGreaterThanOrEqual(until);
        },
      ),
    );
  });

  it('going back undoes going forth, to the last moment that it can mean', () => {
    fc.assert(
      fc.property(calendars, moment, length, (calendar, from, ms) => {
        const before = addBusinessTime(calendar, from, -ms);
        expect(businessTimeBetween(calendar, before, from)).toBe(ms);
        expect(businessTimeBetween(calendar, before + 1, from)).toBe(ms - 1);
      }),
    );
  });

  it('parts add up, in both directions', () => {
    fc.assert(
      fc.property(calendars, moment, moment, moment, (calendar, a, b, c) => {
        const between = (from: number, until: number) => businessTimeBetween(calendar, from, until);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
    );
  });

  it('is open when the wall clock says so, and the next opening is the first open moment', () => {
    fc.assert(
      fc.property(calendars, moment, (calendar, from) => {
        const isPlainlyOpen = plainlyOpen(calendar);
        expect(isOpenAt(calendar, from)).toBe(isPlainlyOpen(from));
        const opening = nextOpening(calendar, from);
        expect(isPlainlyOpen(opening)).toBe(true);
        expect(businessTimeBetween(calendar, from, opening)).toBe(0);
        expect(opening === from || !isPlainlyOpen(opening - 1)).toBe(true);
      }),
    );
  });
});
