import type { TallyAddition } from '../policy/counting.ts';
import type { TallyQuery } from '../policy/figures.ts';
import type { TallyCounts } from '../policy/tally.ts';

/** Running counts in memory, for a replay: as the store keeps them, from nothing on. */
export type Counts = {
  add: (additions: readonly TallyAddition[]) => void;
  /** The sums of what is asked, in the order asked. */
  sums: (queries: readonly TallyQuery[]) => TallyCounts[];
};

const NOTHING: TallyCounts = {
  asked: 0,
  cases: 0,
  reviewed: 0,
  overridden: 0,
  checked: 0,
  wrong: 0,
  total: 0,
  squares: 0,
};
const NAMES = Object.keys(NOTHING) as (keyof TallyCounts)[];

export const createCounts = (): Counts => {
  /** By scope and key, then by day. */
  const rows = new Map<string, Map<number, TallyCounts>>();
  const nameOf = ({ scope, key }: { scope: string; key: string }): string => `${scope} ${key}`;

  return {
    add: (additions) => {
      for (const { key, by } of additions) {
        const days = rows.get(nameOf(key)) ?? new Map<number, TallyCounts>();
        rows.set(nameOf(key), days);
        days.set(key.day, plus(days.get(key.day) ?? NOTHING, by));
      }
    },
    sums: (queries) =>
      queries.map((query) => {
        let sum = NOTHING;
        for (const [day, counts] of rows.get(nameOf(query)) ?? [])
          if (day >= query.from) sum = plus(sum, counts);
        return sum;
      }),
  };
};

const plus = (a: TallyCounts, b: Partial<TallyCounts>): TallyCounts => {
  const sum = { ...a };
  for (const name of NAMES) sum[name] += b[name] ?? 0;
  return sum;
};
