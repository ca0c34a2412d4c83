import { type Calendar, calendarOf, type OpenSpan, type WeekHours } from '../../../src/core/sla/calendar.ts';
import type { Instant } from '../../../src/core/time.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Zones with both changes in a year, one of which moves by half an hour, and one without any. */
export const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'] as const;

export const at = (text: string): Instant => Date.parse(text);

/** Monday to Friday, 9:00 to 17:30. */
export const OFFICE: WeekHours = [
  ...Array.from({ length: 5 }, (): OpenSpan[] => [[9 * 60, 17 * 60 + 30]]),
  [],
  [],
];

export const office = (time_zone: string, more: Partial<Parameters<typeof calendarOf>[0]> = {}): Calendar =>
  calendarOf({ name: 'office', time_zone, hours: OFFICE, ...more });

/** What the clock on the wall says, by another way than the code under test: the platform's own formatter. */
export const wallClock = (
  time_zone: string,
): ((at: Instant) => { day: string; weekday: number; minute: number }) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return {
      day: `${parts['year']}-${parts['month']}-${parts['day']}`,
      weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? ''),
      minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    };
  };
};

/** Whether people work at a moment, re-computed plainly from the wall clock. */
export const plainlyOpen = (calendar: Calendar): ((at: Instant) => boolean) => {
  const wall = wallClock(calendar.time_zone);
  return (instant) => {
    const { day, weekday, minute } = wall(instant);
    if (calendar.closed.has(day) || calendar.holidays?.(Number(day.slice(0, 4))).has(day) === true)
      return false;
    return (calendar.hours[weekday] ?? []).some(([from, until]) => minute >= from && minute < until);
  };
};
