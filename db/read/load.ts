import type { SQL } from 'drizzle-orm';
import type { Store } from '../../src/ports.ts';
import { and, asc, desc, eq, gte, isNotNull, sql } from '../drizzle.ts';
import { isDirect, isOpen } from '../tables.ts';
import type { Reader } from './ask.ts';

/** Reads of how much waits in a queue, with whom, how quickly it is answered, and how much somebody is written to. */
export const load = ({
  db,
  tables,
  prepare,
}: Reader): Pick<Store, 'lastAnswers' | 'openItems' | 'eachOpen' | 'directsSince'> => {
  const { decisions, endings, reviews, surfaces } = tables;
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
  const oldestAfter = (place: SQL) =>
    prepare(
      db
        .select({
          id: reviews.id,
          decision_id: reviews.decision_id,
          kind: reviews.kind,
          opened_at: reviews.opened_at,
          quorum: reviews.quorum,
          verdicts: reviews.verdicts,
          type: decisions.type,
          source: decisions.source,
        })
        .from(reviews)
        .innerJoin(decisions, eq(decisions.id, reviews.decision_id))
        .where(and(isOpen(reviews), place))
        .orderBy(asc(reviews.opened_at), asc(reviews.id))
        .limit(given('limit')),
    );
  const oldest = oldestAfter(sql`true`);
  const next = oldestAfter(
    sql`(${reviews.opened_at}, ${reviews.id}) > (${given('opened_at')}, ${given('id')})`,
  );
  const directs = prepare(
    db
      .select({ at: surfaces.due_at })
      .from(surfaces)
      .where(
        and(
          isDirect(surfaces),
          eq(surfaces.channel, given('channel')),
          gte(surfaces.due_at, given('since')),
          isNotNull(surfaces.ts),
        ),
      )
      .orderBy(desc(surfaces.due_at))
      .limit(given('limit')),
  );
  return {
    directsSince: async (channel, since, limit) =>
      (await directs({ channel, since, limit })).map(({ at }) => at),
    lastAnswers: async (query) => (await answers(query)).map(({ at }) => at),
    eachOpen: ({ after, limit }) =>
      after === undefined ? oldest({ limit }) : next({ limit, id: after.id, opened_at: after.opened_at }),
    openItems: (query) => open(query),
  };
};
