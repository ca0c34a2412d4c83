/** Local days of a year, `YYYY-MM-DD`, that are public holidays all day long. The same answer whenever it is asked. */
export type HolidaysOfYear = (year: number) => ReadonlySet<string>;

/** Names for people, by code. */
export type NamesByCode = Record<string, string>;

/** What is known of public holidays. Given to the core from outside, since the data behind it is large. */
export type HolidayBook = {
  /** `DE: Germany`. */
  countries: () => NamesByCode;
  /** `BY: Bavaria`, and `BY-A` for a part of it with holidays of its own. */
  regions: (country: string) => NamesByCode;
  holidaysOf: (country: string, region?: string) => HolidaysOfYear;
};

/** Knows no country: a calendar that names one is refused, never read as one without holidays. */
export const NO_HOLIDAYS: HolidayBook = {
  countries: () => ({}),
  regions: () => ({}),
  holidaysOf: () => () => new Set(),
};
