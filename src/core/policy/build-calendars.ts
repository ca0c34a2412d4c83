import { IANAZone } from 'luxon';
import {
  ALWAYS_OPEN,
  AROUND_THE_CLOCK,
  type Calendar,
  calendarOf,
  MINUTES_OF_DAY,
  type OpenSpan,
  openMinutes,
  type WeekHours,
} from '../sla/calendar.ts';
import type { HolidayBook, HolidaysOfYear, NamesByCode } from '../sla/holidays.ts';
import type { BuildContext } from './build-context.ts';
import type { CalendarDocument } from './document-calendar.ts';
import { nearest } from './suggest.ts';
import { joined } from './wording.ts';
import type { Path } from './yaml-text.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Less is a mistake, and would put deadlines years away. */
const LEAST_MINUTES_A_WEEK = 60;

/** A compiled calendar. One that cannot be is reported, and stands as always open for what else is checked. */
export const buildCalendar = (
  name: string,
  given: CalendarDocument,
  { holidays: book, context }: { holidays: HolidayBook; context: BuildContext },
): Calendar => {
  const path = ['calendars', name];
  const hours = buildHours(given.hours, [...path, 'hours'], context);
  checkClosed(given.closed ?? [], [...path, 'closed'], context);
  const holidays = buildHolidays(given.holidays, { book, path: [...path, 'holidays'], context });
  if (!checkZone(given.time_zone, [...path, 'time_zone'], context) || hours === undefined) return ALWAYS_OPEN;
  const { time_zone, closed = [] } = given;
  return calendarOf({ name, time_zone, hours, closed, ...(holidays === undefined ? {} : { holidays }) });
};

const buildHours = (
  given: CalendarDocument['hours'],
  path: Path,
  context: BuildContext,
): WeekHours | undefined => {
  if (given === '24x7') return AROUND_THE_CLOCK;
  const week: OpenSpan[][] = WEEK.map(() => []);
  let broken = false;
  const refuse = (at: Path, message: string): void => {
    broken = true;
    context.report({ path: at, message });
  };
  for (const [days, texts] of Object.entries(given)) {
    const at = [...path, days];
    const list = typeof texts === 'string' ? [texts] : texts;
    const spans = list.flatMap((text, index) => {
      const span = spanOf(text);
      if (typeof span !== 'string') return [span];
      refuse(typeof texts === 'string' ? at : [...at, index], span);
      return [];
    });
    for (const day of daysOf(days)) {
      const before = week[day] ?? [];
      if (before.length > 0) refuse(at, `the hours of ${WEEK[day]} are given twice`);
      week[day] = spans.toSorted(([a], [b]) => a - b);
    }
    if (spans.some((one, index) => spans.some((other, at2) => at2 > index && overlap(one, other))))
      refuse(at, `these hours overlap: ${joined(list)}`);
  }
  if (!broken && openMinutes(week) < LEAST_MINUTES_A_WEEK)
    refuse(
      path,
      openMinutes(week) === 0
        ? 'nobody ever works by this calendar: give it hours, such as mon-fri: 09:00-17:30'
        : `this calendar is open for less than ${LEAST_MINUTES_A_WEEK} minutes a week`,
    );
  return broken ? undefined : week;
};

/** `fri-mon` is Friday to Monday. */
const daysOf = (days: string): number[] => {
  const [first = 0, last = first] = days.split('-').map((day) => WEEK.indexOf(day));
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
};

/** The minutes of the day, or what is wrong with them. */
const spanOf = (text: string): OpenSpan | string => {
  const [from = 0, until = 0] = text.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return minute > 59 ? Number.NaN : hour * 60 + minute;
  });
  if (!(from < MINUTES_OF_DAY && until <= MINUTES_OF_DAY))
    return `there are no hours ${text}: a day goes from 00:00 to 24:00`;
  if (from >= until)
    return `${text} ends before it begins; give a night to both of its days: until 24:00, and from 00:00`;
  return [from, until];
};

const overlap = ([from, until]: OpenSpan, [start, end]: OpenSpan): boolean => from < end && start < until;

const checkClosed = (days: string[], path: Path, context: BuildContext): void => {
  for (const [index, day] of days.entries()) {
    const moment = new Date(`${day}T00:00:00Z`);
    // JavaScript reads 30 February as a day of March.
    if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day)
      context.report({ path: [...path, index], message: `there is no day ${day}` });
  }
};

const checkZone = (zone: string, path: Path, context: BuildContext): boolean => {
  if (/^[+-]/.test(zone))
    context.report({
      path,
      message: 'an offset knows no summer time: name a place, such as Europe/Berlin',
    });
  else if (!IANAZone.isValidZone(zone))
    context.report({ path, message: `there is no time zone "${zone}"`, suggestion: zoneLike(zone) });
  else return true;
  return false;
};

/** `Europe/Berln` and `Berlin` both mean Europe/Berlin. */
const zoneLike = (wrong: string): string | undefined => {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = wrong.trim().replaceAll(' ', '_').toLowerCase();
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? nearest(wrong, zones);
};

const buildHolidays = (
  given: CalendarDocument['holidays'],
  { book, path, context }: { book: HolidayBook; path: Path; context: BuildContext },
): HolidaysOfYear | undefined => {
  if (given === undefined) return undefined;
  const { country, region } = given;
  const countries = book.countries();
  if (!Object.hasOwn(countries, country)) {
    context.report({
      path: [...path, 'country'],
      message: `there is no country "${country}" whose holidays are known; a code is expected, such as DE or US`,
      suggestion: codeLike(country, countries),
    });
    return undefined;
  }
  const regions = book.regions(country);
  if (region !== undefined && !Object.hasOwn(regions, region)) {
    const codes = Object.keys(regions);
    const known = codes.length === 0 ? 'none is known there' : `there are ${joined(codes)}`;
    context.report({
      path: [...path, 'region'],
      message: `${countries[country]} has no region "${region}"; ${known}`,
      suggestion: codeLike(region, regions),
    });
    return undefined;
  }
  return book.holidaysOf(country, region);
};

/** Codes are too short to be guessed by likeness; a name is not. */
const codeLike = (wrong: string, names: NamesByCode): string | undefined => {
  const name = nearest(wrong, Object.values(names));
  return Object.keys(names).find(
    (code) => code.toLowerCase() === wrong.toLowerCase() || (name !== undefined && names[code] === name),
  );
};
