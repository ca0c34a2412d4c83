import type { Store } from '../../src/ports.ts';
import { and, eq, gte, isNotNull, lt, sql } from '../drizzle.ts';
import type { Reader } from './ask.ts';

/** Reads of how decisions ended: counted in the database, since a week of a large year is more than a report needs. */
export const endings = ({ db, tables, prepare }: Reader): Pick<Store, 'countEndings' | 'medianWait'> => {
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
  const waits = and(eq(table.kind, sql`'answered'`), isNotNull(table.waited_ms), within);
  const wait = { ms: sql<number>`${table.waited_ms}` };
  const waited = prepare(db.select(wait).from(table).where(waits));
  const waitedOf = prepare(db.select(wait).from(table).where(and(waits, ofQueue)));
  return {
    countEndings: ({ from, until, queue }) =>
      queue === undefined ? counted({ from, until }) : countedOf({ from, until, queue }),
    medianWait: async ({ from, until, queue }) => {
      const all = await (queue === undefined ? waited({ from, until }) : waitedOf({ from, until, queue }));
      const sorted = all.map(({ ms }) => ms).sort((a, b) => a - b);
      return sorted[Math.floor((sorted.length - 1) / 2)];
    },
  };
};
