import type { Store } from '../../src/ports.ts';
import { alias, and, asc, eq, gt, isNull, lt, lte, ne, notExists, or, sql } from '../drizzle.ts';
import { isOpen, isUndelivered, isUnposted } from '../tables.ts';
import type { Reader } from './ask.ts';

type Due = Pick<
  Store,
  | 'dueChannels'
  | 'dueSurfaces'
  | 'dueDeliveryDecisions'
  | 'dueReviews'
  | 'unplannedReviews'
  | 'duePeople'
  | 'dueHomes'
  | 'nextDue'
>;

/**
 * Reads of what waits for time. A surface counts while it is `due` or `sending`: one that is still `sending`
 * when its moment comes was left behind by a process that died. A delivery counts when no earlier one of its
 * decision is still undelivered; a failed one lets the next go.
 */
export const due = ({ db, tables, prepare }: Reader): Due => {
  const { surfaces, deliveries, reviews, people, homes, events } = tables;
  const earlier = alias(deliveries, 'earlier');
  const now = sql.placeholder('now');
  const limit = sql.placeholder('limit');

  const isFirst = notExists(
    db
      .select({ one: sql`1` })
      .from(earlier)
      .where(
        and(
          eq(earlier.decision_id, deliveries.decision_id),
          isUndelivered(earlier),
          lt(earlier.seq, deliveries.seq),
        ),
      ),
  );

  const channels = prepare(
    db
      .selectDistinct({ channel: surfaces.channel })
      .from(surfaces)
      .where(and(isUnposted(surfaces), lte(surfaces.due_at, now)))
      .orderBy(asc(surfaces.channel)),
  );
  const surfacesIn = prepare(
    db
      .select()
      .from(surfaces)
      .where(
        and(
          isUnposted(surfaces),
          eq(surfaces.channel, sql.placeholder('channel')),
          lte(surfaces.due_at, now),
        ),
      )
      .orderBy(asc(surfaces.due_at), asc(surfaces.id))
      .limit(limit),
  );
  const deliverable = prepare(
    db
      .select({ id: deliveries.decision_id })
      .from(deliveries)
      .where(and(isUndelivered(deliveries), lte(deliveries.due_at, now), isFirst))
      .orderBy(asc(deliveries.due_at), asc(deliveries.id))
      .limit(limit),
  );
  const waking = prepare(
    db
      .select({ id: reviews.decision_id })
      .from(reviews)
      .where(lte(reviews.wake_at, now))
      .orderBy(asc(reviews.wake_at), asc(reviews.id))
      .limit(limit),
  );

  const unplanned = prepare(
    db
      .select({ id: reviews.id, version: reviews.version, planned_by: reviews.planned_by })
      .from(reviews)
      .where(
        and(
          isOpen(reviews),
          or(
            ne(reviews.planned_by, sql.placeholder('version')),
            and(isNull(reviews.wake_at), isNull(reviews.idle_because)),
          ),
        ),
      )
      .orderBy(asc(reviews.planned_by), asc(reviews.id))
      .limit(limit),
  );

  const asking = prepare(
    db
      .select({ email: people.email })
      .from(people)
      .where(lte(people.due_at, now))
      .orderBy(asc(people.due_at), asc(people.email))
      .limit(limit),
  );

  /** A Home that is kept, and that shows less than what has happened. */
  const isBehind = and(
    gt(homes.until, now),
    lt(homes.shown_seq, sql`(select coalesce(max(${events.seq}), 0) from ${events})`),
  );
  const behind = prepare(
    db
      .select({ id: homes.person_id })
      .from(homes)
      .where(and(isBehind, lte(homes.due_at, now)))
      .limit(limit),
  );

  const next = [
    prepare(
      db
        .select({ at: surfaces.due_at })
        .from(surfaces)
        .where(and(isUnposted(surfaces), gt(surfaces.due_at, now)))
        .orderBy(asc(surfaces.due_at))
        .limit(1),
    ),
    prepare(
      db
        .select({ at: deliveries.due_at })
        .from(deliveries)
        .where(and(isUndelivered(deliveries), gt(deliveries.due_at, now), isFirst))
        .orderBy(asc(deliveries.due_at))
        .limit(1),
    ),
    prepare(
      db
        .select({ at: sql<number>`${reviews.wake_at}` })
        .from(reviews)
        .where(gt(reviews.wake_at, now))
        .orderBy(asc(reviews.wake_at))
        .limit(1),
    ),
    prepare(
      db
        .select({ at: sql<number>`${people.due_at}` })
        .from(people)
        .where(gt(people.due_at, now))
        .orderBy(asc(people.due_at))
        .limit(1),
    ),
    prepare(
      db
        .select({ at: sql<number | null>`min(${homes.due_at})` })
        .from(homes)
        .where(and(isBehind, gt(homes.due_at, now))),
    ),
  ];

  return {
    dueChannels: async (now) => (await channels({ now })).map(({ channel }) => channel),
    dueSurfaces: (channel, now, limit) => surfacesIn({ channel, now, limit }),
    dueDeliveryDecisions: async (now, limit) => (await deliverable({ now, limit })).map(({ id }) => id),
    dueReviews: async (now, limit) => (await waking({ now, limit })).map(({ id }) => id),
    unplannedReviews: (version, limit) => unplanned({ version, limit }),
    duePeople: async (now, limit) => (await asking({ now, limit })).map(({ email }) => email),
    dueHomes: async (now, limit) => (await behind({ now, limit })).map(({ id }) => id),
    nextDue: async (now) => {
      const moments = (await Promise.all(next.map((ask) => ask({ now }))))
        .flat()
        .flatMap(({ at }) => at ?? []);
      return moments.length === 0 ? undefined : Math.min(...moments);
    },
  };
};
