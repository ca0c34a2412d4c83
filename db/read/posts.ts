import type { Store } from '../../src/ports.ts';
import { and, asc, eq, lte, sql } from '../drizzle.ts';
import { isUnposted } from '../tables.ts';
import { first, type Reader } from './ask.ts';

/** Reads of messages about no decision in particular. */
export const posts = ({
  db,
  tables,
  prepare,
}: Reader): Pick<Store, 'findPost' | 'duePostChannels' | 'duePosts'> => {
  const table = tables.posts;
  const given = sql.placeholder;
  const one = prepare(
    db
      .select()
      .from(table)
      .where(
        and(
          eq(table.kind, given('kind')),
          eq(table.about, given('about')),
          eq(table.period, given('period')),
        ),
      ),
  );
  const channels = prepare(
    db
      .selectDistinct({ channel: table.channel })
      .from(table)
      .where(and(isUnposted(table), lte(table.due_at, given('now')))),
  );
  const due = prepare(
    db
      .select()
      .from(table)
      .where(and(isUnposted(table), eq(table.channel, given('channel')), lte(table.due_at, given('now'))))
      .orderBy(asc(table.due_at), asc(table.id))
      .limit(given('limit')),
  );
  return {
    findPost: (kind, about, period) => first(one({ kind, about, period })),
    duePostChannels: async (now) => (await channels({ now })).map(({ channel }) => channel),
    duePosts: (channel, now, limit) => due({ channel, now, limit }),
  };
};
