import type { Placeholder } from 'drizzle-orm';
import type { TallyCounts } from '../../src/core/policy/tally.ts';
import type { Store } from '../../src/ports.ts';
import { and, eq, gte, sql, unionAll } from '../drizzle.ts';
import type { Query, Reader, Values } from './ask.ts';

type Part = TallyCounts & { part: number };

/**
 * Reads of running counts: one statement for all that routing asks about a decision, with a look-up by the primary
 * key for each. There is a statement for each number of look-ups.
 */
export const tallies = ({ db, tables, prepare }: Reader): Pick<Store, 'sumTallies'> => {
  const { tallies } = tables;
  const kept = new Map<number, (values: Values) => Promise<Part[]>>();
  const given = (name: string, part: number): Placeholder => sql.placeholder(`${name}${part}`);

  const sumOf = (column: (typeof tallies)[keyof TallyCounts]) =>
    sql<number>`coalesce(sum(${column}), 0)`.as(column.name);
  const select = (part: number) =>
    db
      .select({
        part: sql<number>`${sql.raw(String(part))}`.as('part'),
        asked: sumOf(tallies.asked),
        cases: sumOf(tallies.cases),
        reviewed: sumOf(tallies.reviewed),
        overridden: sumOf(tallies.overridden),
        checked: sumOf(tallies.checked),
        wrong: sumOf(tallies.wrong),
        total: sumOf(tallies.total),
        squares: sumOf(tallies.squares),
      })
      .from(tallies)
      .where(
        and(
          eq(tallies.scope, given('scope', part)),
          eq(tallies.key, given('key', part)),
          gte(tallies.day, given('from', part)),
        ),
      );
  const build = (parts: number): Query<Part> => {
    const [one, two, ...more] = Array.from({ length: parts }, (_, part) => select(part));
    if (one === undefined) throw new Error('a read of tallies must ask for one');
    return two === undefined ? one : unionAll(one, two, ...more);
  };

  return {
    sumTallies: async (asked) => {
      if (asked.length === 0) return [];
      const ask = kept.get(asked.length) ?? prepare(build(asked.length));
      kept.set(asked.length, ask);
      const values = asked.flatMap(({ scope, key, from }, part) => [
        [`scope${part}`, scope],
        [`key${part}`, key],
        [`from${part}`, from],
      ]);
      const found = await ask(Object.fromEntries(values));
      return found.toSorted((a, b) => a.part - b.part).map(({ part: _part, ...counts }) => counts);
    },
  };
};
