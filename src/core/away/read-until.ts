import { IANAZone } from 'luxon';
import { localDay, momentOf, weekdayOf } from '../report/periods.ts';
import { err, ok, type Result } from '../result.ts';
import type { Instant } from '../time.ts';

/** A moment that somebody typed, and what followed it. */
export type Until = { until: Instant; rest: string };

/** Why a text names no moment that could be meant. */
export type UnclearTime = 'unclear' | 'ambiguous' | 'past' | 'too_far';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NUMBERS: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const UNITS: Record<string, { ms: number } | { days: number }> = {
  min: { ms: MINUTE_MS },
  minute: { ms: MINUTE_MS },
  h: { ms: 60 * MINUTE_MS },
  hour: { ms: 60 * MINUTE_MS },
  d: { days: 1 },
  day: { days: 1 },
  w: { days: 7 },
  week: { days: 7 },
};

const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const CLOCK = String.raw`(?<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]m)?|(?:1[0-2]|[1-9])\s?[ap]m|24:00)`;
const FOLLOWS = String.raw`(?=[\s,.;:!]|$)`;
/** Ways to name a day; each leaves its parts in named groups. */
const DAYS = [
  String.raw`(?<iso>\d{4}-\d{2}-\d{2})`,
  String.raw`(?<day1>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?<month1>${MONTH})(?:,?\s+(?<year1>\d{4}))?`,
  String.raw`(?<month2>${MONTH})\s+(?<day2>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year2>\d{4}))?`,
  String.raw`(?<word>today|tonight|tomorrow)`,
  String.raw`(?<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)`,
];
const MOMENT = new RegExp(
  String.raw`^(?:(?:${DAYS.join('|')})(?:(?:[T,]|\s)\s*(?:at\s+)?${CLOCK})?|(?:at\s+)?${CLOCK.replace('clock', 'only')})${FOLLOWS}`,
  'i',
);
const DURATION = new RegExp(
  String.raw`^(?<n>\d{1,3}|${Object.keys(NUMBERS).join('|')})\s*(?<unit>min(?:ute)?|h(?:our)?|d(?:ay)?|w(?:eek)?)s?${FOLLOWS}`,
  'i',
);
/** Days that one half of the world reads otherwise than the other. */
const AMBIGUOUS = /^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4}|\.)?(?=\s|$)/;
/** A day without its year that lies further ahead was more likely meant to be past. In days. */
const MOST_WITHOUT_YEAR = 200;
const MOST_DAYS = 731;

/** The clock on the wall where somebody is: the local day, as days since 1970-01-01, and the minute of it. */
type Here = { zone: IANAZone; now: Instant; day: number; ms: number };

/**
 * Reads `until 5 Dec`, `until tomorrow 17:00`, `for 3 days` at the beginning of a text, on the clock of the person who
 * typed it. A day without a time means until 23:59 of it, a duration counts from now. Null: the text names no end. What can be
 * meant in two ways is refused and never guessed.
 * @param zone name in the IANA database
 */
export const readUntil = (text: string, now: Instant, zone: string): Result<Until | null, UnclearTime> => {
  const typed = text.trim();
  const [, word = '', what = ''] = /^(until|till|til|for)\s+([\s\S]*)$/i.exec(typed) ?? [];
  if (word === '') return /^(?:until|till|til|for)$/i.test(typed) ? err('unclear') : ok(null);
  const here = hereAt(now, IANAZone.create(zone));
  const read = word.toLowerCase() === 'for' ? duration(what, here) : moment(what, here);
  if (!read.ok) return read;
  const { end, length } = read.value;
  if (end <= now) return err('past');
  if (end - now > MOST_DAYS * DAY_MS) return err('too_far');
  return ok({ until: end, rest: what.slice(length).replace(/^[\s,.;:]+/, '') });
};

const hereAt = (now: Instant, zone: IANAZone): Here => {
  const day = localDay(now, zone);
  return { zone, now, day, ms: now + zone.offset(now) * MINUTE_MS - day * DAY_MS };
};

type Read = Result<{ end: Instant; length: number }, UnclearTime>;

const duration = (what: string, here: Here): Read => {
  const found = DURATION.exec(what);
  const { n = '', unit = '' } = found?.groups ?? {};
  const count = NUMBERS[n.toLowerCase()] ?? Number(n);
  const length = UNITS[unit.toLowerCase()];
  if (found === null || length === undefined || !(count > 0)) return err('unclear');
  // Days are days on the wall: the same time of day, also where clocks change in between.
  const end =
    'ms' in length
      ? here.now + count * length.ms
      : momentOf(here.day + count * length.days, 0, here.zone) + here.ms;
  return ok({ end, length: found[0].length });
};

const moment = (what: string, here: Here): Read => {
  if (AMBIGUOUS.test(what)) return err('ambiguous');
  const found = MOMENT.exec(what);
  if (found === null) return err('unclear');
  const { groups = {} } = found;
  const day = dayNamed(groups, here);
  if (!day.ok) return day;
  const minute = minuteOf(groups['clock'] ?? groups['only'] ?? '23:59');
  if (minute === undefined) return err('unclear');
  const end = momentOf(day.value, minute, here.zone);
  // A minute that is skipped where clocks go forward is none.
  const shown = hereAt(end, here.zone);
  if (shown.day * DAY_MS + shown.ms !== day.value * DAY_MS + minute * MINUTE_MS) return err('unclear');
  return ok({ end, length: found[0].length });
};

/** The local day that is named; today where none is. */
const dayNamed = (groups: Record<string, string | undefined>, here: Here): Result<number, UnclearTime> => {
  const { iso, word, weekday } = groups;
  if (iso !== undefined) {
    const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
    return valid(dayNumber(year, month, day));
  }
  if (word !== undefined) return ok(word.toLowerCase() === 'tomorrow' ? here.day + 1 : here.day);
  if (weekday !== undefined) {
    const wanted = WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()) + 1;
    return ok(here.day + ((wanted - weekdayOf(here.day) + 7) % 7 || 7));
  }
  const day = Number(groups['day1'] ?? groups['day2']);
  const month = MONTHS.indexOf((groups['month1'] ?? groups['month2'] ?? '').slice(0, 3).toLowerCase()) + 1;
  const year = groups['year1'] ?? groups['year2'];
  if (month === 0) return ok(here.day);
  if (year !== undefined) return valid(dayNumber(Number(year), month, day));
  const thisYear = new Date(here.day * DAY_MS).getUTCFullYear();
  const ahead = [thisYear, thisYear + 1]
    .map((one) => dayNumber(one, month, day))
    .find((one) => one !== undefined && one >= here.day);
  if (ahead === undefined) return err('unclear');
  return ahead - here.day > MOST_WITHOUT_YEAR ? err('past') : ok(ahead);
};

/** Days since 1970-01-01; undefined for a day that the calendar does not have. */
const dayNumber = (year: number, month: number, day: number): number | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : undefined;
};

const valid = (day: number | undefined): Result<number, UnclearTime> =>
  day === undefined ? err('unclear') : ok(day);

/** Minutes since midnight; undefined for what no clock shows. */
const minuteOf = (clock: string): number | undefined => {
  const [, hours = '', minutes = '0', half = ''] = /^(\d{1,2})(?::(\d{2}))?\s?([ap]m)?$/i.exec(clock) ?? [];
  const hour = Number(hours);
  if (half === '') return hour * 60 + Number(minutes);
  if (hour < 1 || hour > 12) return undefined;
  return ((hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)) * 60 + Number(minutes);
};
