import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { businessTimeBetween, isOpenAt } from '../../../src/core/sla/business-time.ts';
import { holidayBook } from '../../../src/holidays.ts';

const book = holidayBook();

/** A policy whose first line is that of its calendar `office`. */
const withCalendar = (
  calendar: string,
  queue = 'calendar: office',
): string => `calendars: { office: ${calendar} }
queues: { desk: { channel: "#desk", ${queue} } }
roles: { people: { members: [U1] } }
types:
  t: { question: Do it?, queue: desk, deciders: [people] }
`;

const problems = (text: string): string[] => {
  const read = parsePolicy(text, book);
  return read.ok
    ? []
    : read.error.map(
        ({ line, path, message, suggestion }) => `${line} ${path} ${message}?${suggestion ?? ''}`,
      );
};

const calendarOf = (text: string) => {
  const read = parsePolicy(withCalendar(text), book);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.queues['desk']?.calendar ?? expect.fail('no queue');
};

const minutesOpen = (calendar: ReturnType<typeof calendarOf>, day: string): number =>
  businessTimeBetween(calendar, Date.parse(`${day}T00:00:00Z`), Date.parse(`${day}T24:00:00Z`)) / 60_000;

describe('a calendar', () => {
  it('knows days and ranges of days, several hours a day, and closed days', () => {
    const calendar = calendarOf(
      '{ time_zone: UTC, hours: { mon-thu: 09:00-17:30, fri: [13:00-15:00, 09:00-12:00], sat: 10:00-24:00 }, closed: [2026-12-24] }',
    );
    // Monday 2026-12-21 to Sunday.
    const week = ['21', '22', '23', '24', '25', '26', '27'].map((day) =>
      minutesOpen(calendar, `2026-12-${day}`),
    );
    expect(week).toEqual([510, 510, 510, 0, 300, 840, 0]);
  });

  it('knows a range over the end of the week', () => {
    const calendar = calendarOf('{ time_zone: UTC, hours: { sat-mon: 09:00-10:00 } }');
    const week = ['21', '22', '25', '26', '27'].map((day) => minutesOpen(calendar, `2026-12-${day}`));
    expect(week).toEqual([60, 0, 0, 60, 60]);
  });

  it('can be open round the clock, but for public holidays', () => {
    const calendar = calendarOf('{ time_zone: UTC, hours: 24x7, holidays: { country: DE, region: BE } }');
    expect(minutesOpen(calendar, '2026-12-24')).toBe(1440);
    expect(minutesOpen(calendar, '2026-12-25')).toBe(0);
    // International Women's Day is one in Berlin.
    expect(isOpenAt(calendar, Date.parse('2027-03-08T12:00:00Z'))).toBe(false);
  });

  it('is always open where a queue names none', () => {
    const read = parsePolicy(withCalendar('{ time_zone: UTC, hours: 24x7 }', ''));
    expect(read.ok && read.value.queues['desk']?.calendar).toMatchObject({ name: '24x7', always: true });
  });
});

it('holidays are not looked up unless a calendar names a country, nor computed before somebody asks', () => {
  const looked: string[] = [];
  const watched = {
    ...book,
    countries: () => {
      looked.push('countries');
      return book.countries();
    },
    holidaysOf: () => (year: number) => {
      looked.push(String(year));
      return new Set<string>();
    },
  };
  parsePolicy(withCalendar('{ time_zone: UTC, hours: 24x7, closed: [2026-12-24] }'), watched);
  expect(looked).toEqual([]);
  const read = parsePolicy(
    withCalendar('{ time_zone: UTC, hours: 24x7, holidays: { country: DE } }'),
    watched,
  );
  expect(looked).toEqual(['countries']);
  const calendar = read.ok ? read.value.queues['desk']?.calendar : undefined;
  expect(calendar !== undefined && isOpenAt(calendar, Date.parse('2031-05-20T12:00:00Z'))).toBe(true);
  expect(new Set(looked.slice(1))).toEqual(new Set(['2031']));
});

describe('refused, with the line', () => {
  it.each([
    [
      'no hours',
      '{ time_zone: UTC, hours: {} }',
      '1 calendars.office.hours nobody ever works by this calendar',
    ],
    [
      'less than an hour a week',
      '{ time_zone: UTC, hours: { mon: 09:00-09:30 } }',
      '1 calendars.office.hours this calendar is open for less than 60 minutes',
    ],
    [
      'a misspelt time zone',
      '{ time_zone: Europe/Berln, hours: 24x7 }',
      '1 calendars.office.time_zone there is no time zone "Europe/Berln"?Europe/Berlin',
    ],
    [
      'a city for a time zone',
      '{ time_zone: New York, hours: 24x7 }',
      '1 calendars.office.time_zone there is no time zone "New York"?America/New_York',
    ],
    [
      'an offset for a time zone',
      '{ time_zone: "+02:00", hours: 24x7 }',
      '1 calendars.office.time_zone an offset knows no summer time',
    ],
    [
      'a country by its name',
      '{ time_zone: UTC, hours: 24x7, holidays: { country: Germany } }',
      '1 calendars.office.holidays.country there is no country "Germany" whose holidays are known; a code is expected, such as DE or US?DE',
    ],
    [
      'a country in small letters',
      '{ time_zone: UTC, hours: 24x7, holidays: { country: de } }',
      'such as DE or US?DE',
    ],
    [
      'a region by its name',
      '{ time_zone: UTC, hours: 24x7, holidays: { country: DE, region: Hamburg } }',
      '1 calendars.office.holidays.region Germany has no region "Hamburg"; there are BB, BE, BW, BY, BY-A,',
    ],
    [
      'a region that is none',
      '{ time_zone: UTC, hours: 24x7, holidays: { country: LU, region: X } }',
      'Luxembourg has no region "X"; none is known there',
    ],
    [
      'hours that end before they begin',
      '{ time_zone: UTC, hours: { mon: 22:00-06:00 } }',
      '1 calendars.office.hours.mon 22:00-06:00 ends before it begins; give a night to both of its days',
    ],
    [
      'hours after midnight',
      '{ time_zone: UTC, hours: { mon: 20:00-25:00 } }',
      '1 calendars.office.hours.mon there are no hours 20:00-25:00: a day goes from 00:00 to 24:00',
    ],
    [
      'minutes above 59',
      '{ time_zone: UTC, hours: { mon: [08:00-09:00, 09:75-12:00] } }',
      '1 calendars.office.hours.mon.1 there are no hours 09:75-12:00',
    ],
    [
      'hours that overlap',
      '{ time_zone: UTC, hours: { mon: [08:00-12:00, 11:00-15:00] } }',
      'these hours overlap: 08:00-12:00 and 11:00-15:00',
    ],
    [
      'a day given twice',
      '{ time_zone: UTC, hours: { mon-fri: 08:00-12:00, wed: 08:00-10:00 } }',
      '1 calendars.office.hours.wed the hours of wed are given twice',
    ],
    [
      'a day that is none',
      '{ time_zone: UTC, hours: { mo-fr: 08:00-12:00 } }',
      '1 calendars.office.hours.mo-fr "mo-fr": the name must be a day such as mon',
    ],
    [
      'hours written otherwise',
      '{ time_zone: UTC, hours: { mon: 9-17 } }',
      '1 calendars.office.hours.mon must be hours such as 09:00-17:30',
    ],
    [
      'a closed day that does not exist',
      '{ time_zone: UTC, hours: 24x7, closed: [2026-02-28, 2026-02-30] }',
      '1 calendars.office.closed.1 there is no day 2026-02-30',
    ],
  ])('%s', (_words, calendar, expected) => {
    const found = problems(withCalendar(calendar));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('a calendar that nobody defined', () => {
    expect(problems(withCalendar('{ time_zone: UTC, hours: 24x7 }', 'calendar: ofice'))).toEqual([
      '2 queues.desk.calendar there is no calendar "ofice"?office',
    ]);
  });

  it('a country where nothing is known of holidays', () => {
    const read = parsePolicy(withCalendar('{ time_zone: UTC, hours: 24x7, holidays: { country: DE } }'));
    expect(read).toMatchObject({ ok: false, error: [{ path: 'calendars.office.holidays.country' }] });
  });
});

describe('SLA classes', () => {
  const classes = (section: string) => {
    const read = parsePolicy(`${section}\n${withCalendar('{ time_zone: UTC, hours: 24x7 }')}`);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const { sla_classes, types } = read.value;
    return {
      hours: Object.fromEntries(Object.values(sla_classes).map(({ name, hours }) => [name, hours])),
      usual: types['t']?.sla_class,
    };
  };

  it('exist without being told', () => {
    expect(classes('')).toEqual({
      hours: { urgent: 4, standard: 24, complex: 72, policy_exception: 168 },
      usual: 'standard',
    });
  });

  it('can be defined anew, and others be added; the first of them is usual where none is called standard', () => {
    expect(classes('sla_classes: { brief: 30m, urgent: { hours: 1 } }')).toEqual({
      hours: { brief: 0.5, urgent: 1, standard: 24, complex: 72, policy_exception: 168 },
      usual: 'brief',
    });
    expect(classes('sla_classes: { brief: 30m, standard: 8h }').usual).toBe('standard');
  });

  it('say for how long waiting for information can stop the clock', () => {
    const text = `sla_classes:\n  slow: { hours: 8, pause_cap: 3h }\n${withCalendar('{ time_zone: UTC, hours: 24x7 }')}`;
    const read = parsePolicy(text);
    expect(read.ok && read.value.sla_classes['slow']).toMatchObject({ hours: 8, pause_cap_hours: 3 });
  });
});
