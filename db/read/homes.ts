import type { Store } from '../../src/ports.ts';
import { and, desc, eq, getTableColumns, gt, gte, lt, sql } from '../drizzle.ts';
import { isOpen } from '../tables.ts';
import { first, type Reader } from './ask.ts';

type HomeReads = Pick<
  Store,
  'findHome' | 'countHomes' | 'lastEvent' | 'countQueues' | 'countAnswered' | 'answersOf'
>;

/** Reads of Home tabs, and of the figures that they show beside what waits. */
export const homes = ({ db, tables, prepare }: Reader): HomeReads => {
  const { homes, events, reviews, answers, decisions } = tables;
  const given = sql.placeholder;
  const count = sql<number>`count(*)`;

  const home = prepare(
    db
      .select()
      .from(homes)
      .where(eq(homes.person_id, given('id'))),
  );
  const kept = prepare(
    db
      .select({ count })
      .from(homes)
      .where(gt(homes.until, given('now'))),
  );
  const last = prepare(
    db
      .select({ seq: sql<number>`coalesce(max(${events.seq}), 0)` })
      .from(events)
      .where(gt(events.seq, 0)),
  );
  const isBetween = and(gte(reviews.due_at, given('now')), lt(reviews.due_at, given('soon')));
  const waiting = prepare(
    db
      .select({
        queue: reviews.queue,
        open: count,
        overdue: sql<number>`coalesce(sum(case when ${lt(reviews.due_at, given('now'))} then 1 else 0 end), 0)`,
        soon: sql<number>`coalesce(sum(case when ${isBetween} then 1 else 0 end), 0)`,
        oldest: sql<number>`min(${reviews.opened_at})`,
      })
      .from(reviews)
      .where(isOpen(reviews))
      .groupBy(reviews.queue),
  );
  const answered = prepare(
    db
      .select({ count })
      .from(answers)
      .where(and(eq(answers.queue, given('queue')), gte(answers.at, given('since')))),
  );
  const answersBy = prepare(
    db
      .select({ ...getTableColumns(answers), correct: decisions.correct })
      .from(answers)
      .innerJoin(decisions, eq(decisions.id, answers.decision_id))
      .where(and(eq(answers.person_id, given('person_id')), gte(answers.at, given('since'))))
      .orderBy(desc(answers.at))
      .limit(given('limit')),
  );

  return {
    findHome: (id) => first(home({ id })),
    countHomes: async (now) => (await kept({ now }))[0]?.count ?? 0,
    lastEvent: async () => (await last({}))[0]?.seq ?? 0,
    countQueues: (now, soon) => waiting({ now, soon }),
    countAnswered: async (queue, since) => (await answered({ queue, since }))[0]?.count ?? 0,
    answersOf: (query) => answersBy(query),
  };
};
