import type { Store } from '../../src/ports.ts';
import { and, asc, desc, eq, sql } from '../drizzle.ts';
import { isInForce } from '../tables.ts';
import { first, type Reader } from './ask.ts';
import { byIds } from './by-ids.ts';

type Audits = Pick<
  Store,
  'executedLike' | 'findMiss' | 'findRechecks' | 'findRechecksOf' | 'findStop' | 'findStopById' | 'listStops'
>;

/** Reads about what runs by itself: what else was executed so, what is looked at again, which types are stopped. */
export const audits = ({ db, tables, prepare }: Reader): Audits => {
  const { decisions, revisions, reviews, misses, rechecks, stops } = tables;
  const given = sql.placeholder;

  const executed = (isNext: ReturnType<typeof sql> | undefined) =>
    prepare(
      db
        .select({
          id: decisions.id,
          resolved_at: sql<number>`${decisions.resolved_at}`,
          body: revisions.body,
        })
        .from(decisions)
        .innerJoin(
          revisions,
          and(eq(revisions.decision_id, decisions.id), eq(revisions.revision, decisions.revision)),
        )
        .where(and(eq(decisions.stratum, given('stratum')), isNext))
        .orderBy(desc(decisions.resolved_at), desc(decisions.id))
        .limit(given('limit')),
    );
  const newest = executed(undefined);
  const older = executed(
    sql`(${decisions.resolved_at}, ${decisions.id}) < (${given('resolved_at')}, ${given('id')})`,
  );
  const auditsOf = byIds(prepare, (ids) =>
    db
      .select({ decision_id: reviews.decision_id, right: reviews.right })
      .from(reviews)
      .where(and(sql`${reviews.decision_id} in ${ids}`, eq(reviews.kind, sql`'audit'`))),
  );
  const miss = prepare(
    db
      .select()
      .from(misses)
      .where(eq(misses.review_id, given('id'))),
  );
  const rechecksOfMiss = prepare(
    db
      .select()
      .from(rechecks)
      .where(eq(rechecks.miss_id, given('id')))
      .orderBy(asc(rechecks.place)),
  );
  const rechecksOfDecision = prepare(
    db
      .select()
      .from(rechecks)
      .where(eq(rechecks.decision_id, given('id'))),
  );
  const stop = prepare(
    db
      .select()
      .from(stops)
      .where(and(eq(stops.type, given('type')), isInForce(stops))),
  );
  const stopById = prepare(
    db
      .select()
      .from(stops)
      .where(eq(stops.id, given('id'))),
  );
  const inForce = prepare(
    db.select().from(stops).where(isInForce(stops)).orderBy(asc(stops.at), asc(stops.id)),
  );

  return {
    executedLike: async ({ stratum, before, limit }) => {
      const rows = await (before === undefined
        ? newest({ stratum, limit })
        : older({ stratum, limit, ...before }));
      const told = Map.groupBy(await auditsOf(rows.map(({ id }) => id)), ({ decision_id }) => decision_id);
      return rows.map(({ id, resolved_at, body }) => ({
        id,
        resolved_at,
        facts: body.facts,
        audits: (told.get(id) ?? []).map(({ right }) => ({ right })),
      }));
    },
    findMiss: (id) => first(miss({ id })),
    findRechecks: (id) => rechecksOfMiss({ id }),
    findRechecksOf: (id) => rechecksOfDecision({ id }),
    findStop: (type) => first(stop({ type })),
    findStopById: (id) => first(stopById({ id })),
    listStops: () => inForce({}),
  };
};
