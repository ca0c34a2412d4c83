import { type Availability, availabilityOf } from '../core/sla/availability.ts';
import { type Calendar, calendarOf } from '../core/sla/calendar.ts';
import type { World } from '../ports.ts';

/** Calendars by time zone, so that the open hours of each are computed once. */
const inZones = new WeakMap<Calendar, Map<string, Calendar>>();

/**
 * Who of these can be asked now, and why the others cannot, in the order given.
 * @param hours when such people work, read in each one's own time zone; one that is always open says nothing about
 *   single people
 */
export const whoIsThere = async (
  world: World,
  personIds: readonly string[],
  hours?: Calendar,
): Promise<ReadonlyMap<string, Availability>> => {
  const now = world.clock.now();
  const found = await Promise.all(
    personIds.map(async (id) => {
      const [presence = null, absence = null] = await Promise.all([
        world.directory.presence(id),
        world.store.findAbsence(id, now),
      ]);
      const own = hours === undefined || hours.always ? null : ownHours(hours, presence?.tz ?? null);
      return [id, availabilityOf({ presence, absence, hours: own }, now)] as const;
    }),
  );
  return new Map(found);
};

/** The same hours and holidays on the person's own clock. */
const ownHours = (hours: Calendar, tz: string | null): Calendar => {
  if (tz === null || tz === hours.time_zone) return hours;
  const known = inZones.get(hours) ?? new Map<string, Calendar>();
  inZones.set(hours, known);
  const calendar = known.get(tz) ?? calendarOf({ ...hours, time_zone: tz });
  known.set(tz, calendar);
  return calendar;
};
