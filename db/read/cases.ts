import type { SQL } from 'drizzle-orm';
import type { Case } from '../../src/core/review/case.ts';
import type { Store } from '../../src/ports.ts';
import { alias, and, asc, eq, inArray, sql } from '../drizzle.ts';
import { isOpen } from '../tables.ts';
import type { Reader } from './ask.ts';
import { byIds } from './by-ids.ts';
import { reviewColumns } from './by-key.ts';

type CaseReads = Pick<
  Store,
  'findCase' | 'findCaseOfReview' | 'findCasesOfReviews' | 'openReviews' | 'listOpen' | 'listOldest'
>;

/**
 * So many whole cases are read before others have a turn: reads run on the event loop, and two hundred cases at once would
 * hold up the ack of every press by tens of milliseconds.
 */
const AT_ONCE = 25;

const waits = ({ review }: Case): boolean => review?.status === 'open' || review?.status === 'waiting_info';

const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads of whole cases: two statements for one, and two for each handful of a list beside one for each of its queues. */
export const cases = ({ db, tables, prepare }: Reader): CaseReads => {
  const { decisions, revisions, reviews, events, people } = tables;
  const previous = alias(revisions, 'previous');
  const given = sql.placeholder;

  const selectParts = (which: SQL | undefined) =>
    db
      .select({
        decision: decisions,
        revision: revisions,
        previous,
        review: reviewColumns(tables),
        requester: { status: people.status, person_id: people.person_id, name: people.name },
      })
      .from(decisions)
      .innerJoin(
        revisions,
        and(eq(revisions.decision_id, decisions.id), eq(revisions.revision, decisions.revision)),
      )
      .leftJoin(
        previous,
        and(eq(previous.decision_id, decisions.id), eq(previous.revision, sql`${decisions.revision} - 1`)),
      )
      .leftJoin(people, eq(people.email, decisions.requested_by))
      .leftJoin(reviews, which);

  const isOfDecision = eq(reviews.decision_id, decisions.id);
  const partsOf = prepare(
    // Its own review, whatever audits followed.
    selectParts(and(isOfDecision, eq(reviews.kind, sql`'review'`)))
      .where(eq(decisions.id, given('id')))
      .limit(1),
  );
  const partsOfReviews = byIds(prepare, (ids) => selectParts(isOfDecision).where(inArray(reviews.id, ids)));
  const eventsOf = byIds(prepare, (ids) =>
    db
      .select({
        decision_id: events.decision_id,
        event: { type: events.type, at: events.at, actor: events.actor, data: events.data },
      })
      .from(events)
      .where(inArray(events.decision_id, ids))
      .orderBy(asc(events.decision_id), asc(events.seq)),
  );
  const isOpenIn = and(isOpen(reviews), eq(reviews.queue, given('queue')));
  const soonestDue = [sql`${reviews.due_at} asc nulls last`, asc(reviews.id)];
  const openIn = prepare(
    db
      .select({ id: reviews.id, due_at: reviews.due_at })
      .from(reviews)
      .where(isOpenIn)
      .orderBy(...soonestDue)
      .limit(given('limit')),
  );
  const openOfTypes = byIds(prepare, (types) =>
    db
      .select({ id: reviews.id, due_at: reviews.due_at })
      .from(reviews)
      .innerJoin(decisions, eq(decisions.id, reviews.decision_id))
      .where(and(isOpenIn, inArray(decisions.type, types)))
      .orderBy(...soonestDue)
      .limit(given('limit')),
  );
  const oldest = prepare(
    db
      .select({ id: reviews.id })
      .from(reviews)
      .where(isOpen(reviews))
      .orderBy(asc(reviews.opened_at), asc(reviews.id))
      .limit(given('limit')),
  );

  const wholeCases = async (found: Awaited<ReturnType<typeof partsOf>>): Promise<Case[]> => {
    const told = await eventsOf(found.map(({ decision }) => decision.id));
    const eventsById = Map.groupBy(told, ({ decision_id }) => decision_id);
    return found.map(({ decision, revision, previous, review, requester }) => ({
      decision,
      revision,
      ...(previous !== null && { previous }),
      ...(review !== null && { review }),
      ...(requester !== null && { requester }),
      events: (eventsById.get(decision.id) ?? []).map(({ event }) => event),
    }));
  };

  const findCasesOfReviews = async (ids: string[]): Promise<Case[]> => {
    const byReview = new Map<string | undefined, Case>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      await turnOfOthers();
      const found = await wholeCases(await partsOfReviews(ids.slice(from, from + AT_ONCE)));
      for (const one of found) byReview.set(one.review?.id, one);
    }
    return ids.flatMap((id) => byReview.get(id) ?? []);
  };

  const openReviews: Store['openReviews'] = async ({ queues, types, limit }) => {
    // One ordered scan a queue, merged here: `queue in (…)` would have to sort all that is open.
    const lists = await Promise.all(
      [...new Set(queues)].map((queue) =>
        types === undefined ? openIn({ queue, limit }) : openOfTypes(types, { queue, limit }),
      ),
    );
    return lists
      .flat()
      .sort((a, b) => (a.due_at ?? Infinity) - (b.due_at ?? Infinity) || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  };

  return {
    findCase: async (id) => (await wholeCases(await partsOf({ id })))[0],
    findCaseOfReview: async (id) => (await wholeCases(await partsOfReviews([id])))[0],
    findCasesOfReviews,
    openReviews,
    // What was answered while the list was read waits no more.
    listOpen: async (query) => (await findCasesOfReviews(await openReviews(query))).filter(waits),
    listOldest: async (limit) => findCasesOfReviews((await oldest({ limit })).map(({ id }) => id)),
  };
};
