/** What happened, numbered from 1, so that a reader can ask for what is new. `at` is ISO 8601 on the wall clock. */
export type Record<T> = {
  add: (entry: T) => Numbered<T>;
  /** Entries after number `n`, oldest first; all that are kept without it. */
  after: (n?: number) => Numbered<T>[];
};
export type Numbered<T> = T & { n: number; at: string };

/** Keeps the last `most` entries. */
export const createRecord = <T>(most: number, now: () => number): Record<T> => {
  const entries: Numbered<T>[] = [];
  let last = 0;
  return {
    add: (entry) => {
      last += 1;
      const numbered = { n: last, at: new Date(now()).toISOString(), ...entry };
      entries.push(numbered);
      if (entries.length > most * 1.1) entries.splice(0, entries.length - most);
      return numbered;
    },
    after: (n = 0) => {
      const first = last - entries.length + 1;
      return entries.slice(Math.max(0, n - first + 1));
    },
  };
};
