import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { HolidayBook, HolidaysOfYear } from './core/sla/holidays.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day on which clocks are put forward is shorter, by two hours at most. */
const WHOLE_DAY_MS = 22 * HOUR_MS;

/**
 * Public holidays by the data of date-holidays (CC BY-SA 3.0, drawn from Wikipedia). It takes 35 MB and a tenth of a
 * second to load, so it is loaded when the first calendar names a country.
 */
export const holidayBook = (): HolidayBook => {
  let loaded: typeof Holidays | undefined;
  const library = (): typeof Holidays => {
    loaded ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
    return loaded;
  };
  const regionsOf = (country: string): Region[] => {
    const all = new (library())();
    return Object.entries(all.getStates(country, 'en') ?? {}).flatMap(([state, name]) => [
      { code: state, name, state },
      ...Object.entries(all.getRegions(country, state, 'en') ?? {}).map(([region, part]) => ({
        code: `${state}-${region}`,
        name: part,
        state,
        region,
      })),
    ]);
  };
  return {
    countries: () => new (library())().getCountries('en'),
    regions: (country) => Object.fromEntries(regionsOf(country).map(({ code, name }) => [code, name])),
    holidaysOf: (country, code) => {
      const { state, region } = regionsOf(country).find((one) => one.code === code) ?? {};
      const place = { country, ...(state && { state }), ...(region && { region }) };
      return yearly(new (library())(place, { types: ['public'] }));
    },
  };
};

type Region = { code: string; name: string; state: string; region?: string };

/** Each year is computed once. A feast of several days may have begun in the year before. */
const yearly = (holidays: Holidays): HolidaysOfYear => {
  const lists = new Map<number, string[]>();
  const listOf = (year: number): string[] => {
    const days = lists.get(year) ?? holidays.getHolidays(year).flatMap(wholeDays);
    lists.set(year, days);
    return days;
  };
  const known = new Map<number, ReadonlySet<string>>();
  return (year) => {
    const days = known.get(year) ?? new Set([...listOf(year - 1), ...listOf(year)]);
    known.set(year, days);
    return days;
  };
};

/** The local days that a holiday covers. One that begins at noon leaves people at work before it. */
const wholeDays = ({ date, start, end }: ReturnType<Holidays['getHolidays']>[number]): string[] => {
  const length = end.getTime() - start.getTime();
  if (date.slice(11, 19) !== '00:00:00' || length < WHOLE_DAY_MS) return [];
  const first = Date.parse(date.slice(0, 10));
  return Array.from({ length: Math.round(length / DAY_MS) }, (_, day) =>
    new Date(first + day * DAY_MS).toISOString().slice(0, 10),
  );
};
