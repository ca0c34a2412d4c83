import type { Store } from '../../src/ports.ts';
import { and, asc, desc, eq, gte, sql } from '../drizzle.ts';
import { isOpen } from '../tables.ts';
import type { Reader } from './ask.ts';

/** Reads of how much waits in a queue, with whom, and how quickly it is answered. */
export const load = ({ db, tables, prepare }: Reader): Pick<Store, 'lastAnswers' | 'openItems'> => {
  const { endings, reviews } = tables;
  const given = sql.placeholder;
  const answers = prepare(
    db
      .select({ at: endings.ended_at })
      .from(endings)
      .where(
        and(
          eq(endings.kind, sql`'answered'`),
          gte(endings.ended_at, given('since')),
          eq(endings.queue, given('queue')),
        ),
      )
      .orderBy(desc(endings.ended_at))
      .limit(given('limit')),
  );
  const open = prepare(
    db
      .select({
        id: reviews.id,
        decision_id: reviews.decision_id,
        status: reviews.status,
        assignee: reviews.assignee,
        due_at: reviews.due_at,
        opened_at: reviews.opened_at,
      })
      .from(reviews)
      .where(and(isOpen(reviews), eq(reviews.queue, given('queue'))))
      .orderBy(sql`${reviews.due_at} asc nulls last`, asc(reviews.id))
      .limit(given('limit')),
  );
  return {
    lastAnswers: async (query) => (await answers(query)).map(({ at }) => at),
    openItems: (query) => open(query),
  };
};
