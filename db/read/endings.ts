import type { Store } from '../../src/ports.ts';
import { and, asc, eq, gte, isNotNull, lt, sql } from '../drizzle.ts';
import { isAnswered } from '../tables.ts';
import { first, type Reader } from './ask.ts';

type EndingReads = Pick<Store, 'countEndings' | 'countOverrides' | 'medianWait'>;

/** Reads of how decisions ended: counted in the database, since a week of a large year is more than a report needs. */
export const endings = ({ db, tables, prepare }: Reader): EndingReads => {
  const { endings: table } = tables;
  const given = sql.placeholder;
  const alike = {
    kind: table.kind,
    type: table.type,
    queue: table.queue,
    band: table.band,
    disposition: table.disposition,
    overridden: table.overridden,
    reason_code: table.reason_code,
    right: table.right,
    sampled: table.sampled,
    met: table.met,
    escalated: table.escalated,
  };
  const within = and(gte(table.ended_at, given('from')), lt(table.ended_at, given('until')));
  const ofQueue = eq(table.queue, given('queue'));
  const count = { ...alike, n: sql<number>`count(*)` };
  const counted = prepare(
    db
      .select(count)
      .from(table)
      .where(within)
      .groupBy(...Object.values(alike)),
  );
  const countedOf = prepare(
    db
      .select(count)
      .from(table)
      .where(and(within, ofQueue))
      .groupBy(...Object.values(alike)),
  );
  const compared = and(
    isAnswered(table),
    eq(table.kind, sql`'answered'`),
    isNotNull(table.overridden),
    within,
  );
  const shares = {
    answered: sql<number>`count(*)`,
    overridden: sql<number>`coalesce(sum(${table.overridden}), 0)`,
  };
  const changed = prepare(db.select(shares).from(table).where(compared));
  const changedOf = prepare(db.select(shares).from(table).where(and(compared, ofQueue)));
  const waits = and(eq(table.kind, sql`'answered'`), isNotNull(table.waited_ms), within);
  const many = { n: sql<number>`count(*)` };
  const waiting = prepare(db.select(many).from(table).where(waits));
  const waitingOf = prepare(db.select(many).from(table).where(and(waits, ofQueue)));
  const wait = { ms: sql<number>`${table.waited_ms}` };
  const nth = (query: ReturnType<typeof and>) =>
    prepare(
      db.select(wait).from(table).where(query).orderBy(asc(table.waited_ms)).limit(1).offset(given('before')),
    );
  const waited = nth(waits);
  const waitedOf = nth(and(waits, ofQueue));
  return {
    countEndings: ({ from, until, queue }) =>
      queue === undefined ? counted({ from, until }) : countedOf({ from, until, queue }),
    countOverrides: async ({ from, until, queue }) => {
      const found = queue === undefined ? changed({ from, until }) : changedOf({ from, until, queue });
      return (await first(found)) ?? { answered: 0, overridden: 0 };
    },
    medianWait: async ({ from, until, queue }) => {
      const all = queue === undefined ? waiting({ from, until }) : waitingOf({ from, until, queue });
      const { n } = (await first(all)) ?? { n: 0 };
      if (n === 0) return undefined;
      const before = Math.floor((n - 1) / 2);
      const middle =
        queue === undefined ? waited({ from, until, before }) : waitedOf({ from, until, queue, before });
      return (await first(middle))?.ms;
    },
  };
};
