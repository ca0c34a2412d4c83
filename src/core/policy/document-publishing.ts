import { z } from 'zod';
import type { PublishTime } from '../report/periods.ts';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as 08:30');
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const weekly = z
  .string()
  .regex(
    /^(?:mon|tue|wed|thu|fri|sat|sun) (?:[01]\d|2[0-3]):[0-5]\d$/,
    'must be a weekday and a time such as mon 09:00',
  );

/** When the daily digest and the weekly override report are posted, on the wall of the calendar's time zone. */
export const publishingDocument = {
  digest: clock.optional().meta({
    description: 'Time of the daily digest, such as 08:30; none unless told, and none when nothing is due',
  }),
  report: weekly
    .optional()
    .meta({ description: 'Time of the weekly override report, such as mon 09:00; none unless told' }),
} as const;

export const publishTime = (given: string): PublishTime => {
  const [, day, hour, minute] = /^(?:(\w{3}) )?(\d\d):(\d\d)$/.exec(given) ?? [];
  const weekday = WEEKDAYS.findIndex((name) => name === day) + 1;
  return { minute: Number(hour) * 60 + Number(minute), ...(weekday === 0 ? {} : { weekday }) };
};
