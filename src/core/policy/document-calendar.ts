import { z } from 'zod';

const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';

const weekdays = z
  .string()
  .regex(new RegExp(`^${DAY}(?:-${DAY})?$`), 'must be a day such as mon, or days such as mon-fri');
const hours = z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, 'must be hours such as 09:00-17:30');

/** When people work. */
export const calendarDocument = z.strictObject({
  time_zone: z.string().meta({ description: 'Such as Europe/Berlin' }),
  hours: z
    .union([z.literal('24x7'), z.record(weekdays, z.union([hours, z.array(hours).min(1)]))])
    .meta({ description: '24x7, or by day: mon-fri: 09:00-17:30, sat: [09:00-12:00, 13:00-15:00]' }),
  holidays: z
    .strictObject({
      country: z.string().meta({ description: 'Code such as DE' }),
      region: z.string().optional().meta({ description: 'Code such as BE, where regions have their own' }),
    })
    .optional()
    .meta({ description: 'Public holidays, on which nobody works' }),
  closed: z
    .array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-12-24'))
    .optional()
    .meta({ description: 'Other days on which nobody works' }),
});
export type CalendarDocument = z.infer<typeof calendarDocument>;
