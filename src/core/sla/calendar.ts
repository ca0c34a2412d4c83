import { IANAZone } from 'luxon';
import type { HolidaysOfYear } from './holidays.ts';
import type { OpenWindow } from './open-windows.ts';

/** Minutes of the day on the wall: open from the first, up to and without the second; 1440 is the day's end. */
export type OpenSpan = readonly [from: number, until: number];

/** Seven lists, Monday first: spans in order that do not overlap. */
export type WeekHours = readonly (readonly OpenSpan[])[];

export const MINUTES_OF_DAY = 1440;

/**
 * When people work: open at a moment if the wall clock in the time zone then stands within the hours of a day that is
 * not closed. Immutable but for `windows`, where open times that were computed are kept.
 */
export type Calendar = {
  name: string;
  /** Name in the IANA database: `Europe/Berlin`. */
  time_zone: string;
  zone: IANAZone;
  hours: WeekHours;
  /** Local days of its own, `YYYY-MM-DD`. */
  closed: ReadonlySet<string>;
  /** Absent: public holidays are days like any other. */
  holidays?: HolidaysOfYear;
  /** Open at every moment: time is simply added. */
  always: boolean;
  windows: Map<number, OpenWindow>;
};

/** Open minutes of a week without closed days. */
export const openMinutes = (hours: WeekHours): number =>
  hours.flat().reduce((sum, [from, until]) => sum + until - from, 0);

type CalendarSettings = Pick<Calendar, 'name' | 'time_zone' | 'hours' | 'holidays'> & {
  closed?: Iterable<string>;
};

export const calendarOf = ({ name, time_zone, hours, closed = [], holidays }: CalendarSettings): Calendar => {
  const days = new Set(closed);
  return {
    name,
    time_zone,
    zone: IANAZone.create(time_zone),
    hours,
    closed: days,
    ...(holidays === undefined ? {} : { holidays }),
    always: openMinutes(hours) === 7 * MINUTES_OF_DAY && days.size === 0 && holidays === undefined,
    windows: new Map(),
  };
};

/** Every minute of every day. */
export const AROUND_THE_CLOCK: WeekHours = Array.from({ length: 7 }, () => [[0, MINUTES_OF_DAY]] as const);

/** The calendar of whatever names none. */
export const ALWAYS_OPEN: Calendar = calendarOf({ name: '24x7', time_zone: 'UTC', hours: AROUND_THE_CLOCK });
