import { correctedOption, correctionsIn } from '../../src/core/review/corrections.ts';
import type { Store } from '../../src/ports.ts';
import { and, asc, eq, getTableColumns, gt, gte, inArray, lt, sql } from '../drizzle.ts';
import type { Reader } from './ask.ts';
import { byIds } from './by-ids.ts';
import { reviewColumns } from './by-key.ts';

/** Past decisions page by page, in the order of their ids: what changes meanwhile is neither left out nor told twice. */
export const past = ({ db, tables, prepare }: Reader): Pick<Store, 'listPast'> => {
  const { decisions, revisions, reviews, outcomes, events } = tables;
  const given = sql.placeholder;

  const page = prepare(
    db
      .select({ decision: decisions, revision: revisions })
      .from(decisions)
      .innerJoin(
        revisions,
        and(eq(revisions.decision_id, decisions.id), eq(revisions.revision, decisions.revision)),
      )
      .where(and(gt(decisions.id, given('after')), gte(decisions.created_at, given('since'))))
      .orderBy(asc(decisions.id))
      .limit(given('limit')),
  );
  const earlierOf = byIds(prepare, (ids) =>
    db
      .select(getTableColumns(revisions))
      .from(revisions)
      .innerJoin(
        decisions,
        and(eq(decisions.id, revisions.decision_id), lt(revisions.revision, decisions.revision)),
      )
      .where(inArray(revisions.decision_id, ids))
      .orderBy(asc(revisions.decision_id), asc(revisions.revision)),
  );
  const reviewsOf = byIds(prepare, (ids) =>
    db
      .select(reviewColumns(tables))
      .from(reviews)
      .where(inArray(reviews.decision_id, ids))
      .orderBy(asc(reviews.decision_id), asc(reviews.opened_at), asc(reviews.id)),
  );
  const outcomesOf = byIds(prepare, (ids) =>
    db
      .select({
        decision_id: outcomes.decision_id,
        body: outcomes.body,
        created_at: outcomes.created_at,
      })
      .from(outcomes)
      .where(inArray(outcomes.decision_id, ids))
      .orderBy(asc(outcomes.decision_id), asc(outcomes.seq)),
  );

  const correctedOf = byIds(prepare, (ids) =>
    db
      .select({
        decision_id: events.decision_id,
        type: events.type,
        at: events.at,
        actor: events.actor,
        data: events.data,
      })
      .from(events)
      .where(and(inArray(events.decision_id, ids), eq(events.type, 'corrected')))
      .orderBy(asc(events.decision_id), asc(events.seq)),
  );

  return {
    listPast: async ({ since, after = '', limit }) => {
      const found = await page({ since, after, limit });
      const ids = found.map(({ decision }) => decision.id);
      const revised = found.filter(({ decision }) => decision.revision > 1);
      const [before, looks, truths, corrected] = await Promise.all([
        earlierOf(revised.map(({ decision }) => decision.id)),
        reviewsOf(ids),
        outcomesOf(ids),
        correctedOf(ids),
      ]);
      const earlier = Map.groupBy(before, ({ decision_id }) => decision_id);
      const looksAt = Map.groupBy(looks, ({ decision_id }) => decision_id);
      const truthsOf = Map.groupBy(truths, ({ decision_id }) => decision_id);
      const correctionsOf = Map.groupBy(corrected, ({ decision_id }) => decision_id);
      return found.map(({ decision, revision }) => ({
        decision,
        revision,
        earlier: earlier.get(decision.id) ?? [],
        reviews: looksAt.get(decision.id) ?? [],
        corrections: correctionsIn(correctionsOf.get(decision.id) ?? []).flatMap((event) => {
          const correct = correctedOption(event);
          return correct === undefined ? [] : [{ at: event.at, correct }];
        }),
        outcomes: (truthsOf.get(decision.id) ?? []).map(({ body, created_at }) => ({ body, created_at })),
      }));
    },
  };
};
