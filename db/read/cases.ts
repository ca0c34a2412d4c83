import type { Case } from '../../src/core/review/case.ts';
import type { Store } from '../../src/ports.ts';
import { alias, and, asc, desc, eq, sql } from '../drizzle.ts';
import { isOpen } from '../tables.ts';
import type { Reader } from './ask.ts';
import { reviewColumns } from './by-key.ts';

/** Reads of whole cases: two statements for one, two more for each case of a list. */
export const cases = ({ db, tables, prepare }: Reader): Pick<Store, 'findCase' | 'listOpen'> => {
  const { decisions, revisions, reviews, events } = tables;
  const previous = alias(revisions, 'previous');
  const given = sql.placeholder;

  const parts = prepare(
    db
      .select({ decision: decisions, revision: revisions, previous, review: reviewColumns(tables) })
      .from(decisions)
      .innerJoin(
        revisions,
        and(eq(revisions.decision_id, decisions.id), eq(revisions.revision, decisions.revision)),
      )
      .leftJoin(
        previous,
        and(eq(previous.decision_id, decisions.id), eq(previous.revision, sql`${decisions.revision} - 1`)),
      )
      .leftJoin(reviews, eq(reviews.decision_id, decisions.id))
      .where(eq(decisions.id, given('id')))
      // The newest, where an audit or a contest followed the first.
      .orderBy(desc(reviews.opened_at), desc(reviews.id))
      .limit(1),
  );
  const eventsOf = prepare(
    db
      .select({ type: events.type, at: events.at, actor: events.actor, data: events.data })
      .from(events)
      .where(eq(events.decision_id, given('id')))
      .orderBy(asc(events.seq)),
  );
  const openIn = prepare(
    db
      .select({ id: reviews.decision_id, review: reviews.id, due_at: reviews.due_at })
      .from(reviews)
      .where(and(isOpen(reviews), eq(reviews.queue, given('queue'))))
      .orderBy(sql`${reviews.due_at} asc nulls last`, asc(reviews.id))
      .limit(given('limit')),
  );

  const findCase: Store['findCase'] = async (id) => {
    const [found] = await parts({ id });
    if (found === undefined) return undefined;
    const { decision, revision, previous, review } = found;
    const whole: Case = { decision, revision, events: await eventsOf({ id }) };
    if (previous !== null) whole.previous = previous;
    if (review !== null) whole.review = review;
    return whole;
  };

  return {
    findCase,
    listOpen: async ({ queues, limit }) => {
      // One ordered scan a queue, merged here: `in (…)` would have to sort all that is open.
      const lists = await Promise.all([...new Set(queues)].map((queue) => openIn({ queue, limit })));
      const soonest = lists
        .flat()
        .sort((a, b) => (a.due_at ?? Infinity) - (b.due_at ?? Infinity) || (a.review < b.review ? -1 : 1))
        .slice(0, limit);
      const found = await Promise.all(soonest.map(({ id }) => findCase(id)));
      return found.filter((one) => one !== undefined);
    },
  };
};
