import { IANAZone } from 'luxon';
import { ALWAYS_OPEN, type Calendar, calendarOf } from '../sla/calendar.ts';
import type { HolidayBook, HolidaysOfYear, NamesByCode } from '../sla/holidays.ts';
import type { BuildContext } from './build-context.ts';
import { buildHours } from './build-hours.ts';
import type { CalendarDocument } from './document-calendar.ts';
import { nearest } from './suggest.ts';
import { joined } from './wording.ts';
import type { Path } from './yaml-text.ts';

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
