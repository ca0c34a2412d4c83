import type { Store } from '../../src/ports.ts';
import { and, asc, eq, getTableColumns, sql } from '../drizzle.ts';
import { isPending } from '../tables.ts';
import { first, type Reader } from './ask.ts';

type ByKey = Pick<
  Store,
  | 'findDecision'
  | 'findLive'
  | 'findRevision'
  | 'findReview'
  | 'findReviews'
  | 'findIdempotencyKey'
  | 'findOutcomes'
  | 'findSurfaces'
  | 'findSurface'
  | 'findDeliveries'
  | 'findSetting'
  | 'findPolicySince'
  | 'findPerson'
  | 'pendingOf'
>;

/** Reads of one row by its key, and of a decision's rows in the order in which they came. */
export const byKey = ({ db, tables, prepare }: Reader): ByKey => {
  const {
    decisions,
    revisions,
    reviews,
    surfaces,
    deliveries,
    outcomes,
    idempotency_keys,
    people,
    policy_versions,
    settings,
  } = tables;
  const given = sql.placeholder;

  const decision = prepare(
    db
      .select()
      .from(decisions)
      .where(eq(decisions.id, given('id'))),
  );
  const live = prepare(
    db
      .select()
      .from(decisions)
      .where(eq(decisions.live_key, given('key'))),
  );
  const revision = prepare(
    db
      .select()
      .from(revisions)
      .where(and(eq(revisions.decision_id, given('id')), eq(revisions.revision, given('revision')))),
  );
  const review = prepare(
    db
      .select(reviewColumns(tables))
      .from(reviews)
      .where(eq(reviews.id, given('id'))),
  );
  const reviewsOf = prepare(
    db
      .select(reviewColumns(tables))
      .from(reviews)
      .where(eq(reviews.decision_id, given('id')))
      .orderBy(asc(reviews.opened_at), asc(reviews.id)),
  );
  const key = prepare(
    db
      .select()
      .from(idempotency_keys)
      .where(and(eq(idempotency_keys.source, given('source')), eq(idempotency_keys.key, given('key')))),
  );
  const outcomesOf = prepare(
    db
      .select()
      .from(outcomes)
      .where(eq(outcomes.decision_id, given('id')))
      .orderBy(asc(outcomes.seq)),
  );
  const surface = prepare(
    db
      .select()
      .from(surfaces)
      .where(eq(surfaces.id, given('id'))),
  );
  const surfacesOf = prepare(
    db
      .select()
      .from(surfaces)
      .where(eq(surfaces.decision_id, given('id')))
      .orderBy(asc(surfaces.created_at), asc(surfaces.id)),
  );
  const deliveriesOf = prepare(
    db
      .select()
      .from(deliveries)
      .where(eq(deliveries.decision_id, given('id')))
      .orderBy(asc(deliveries.seq)),
  );
  const person = prepare(
    db
      .select()
      .from(people)
      .where(eq(people.email, given('email'))),
  );
  const pending = prepare(
    db
      .select({ id: decisions.id })
      .from(decisions)
      .where(and(isPending(decisions), eq(decisions.requested_by, given('email')))),
  );
  const version = prepare(
    db
      .select({ since: policy_versions.created_at })
      .from(policy_versions)
      .where(eq(policy_versions.version, given('version'))),
  );
  const setting = prepare(
    db
      .select()
      .from(settings)
      .where(eq(settings.name, given('name'))),
  );

  return {
    findDecision: (id) => first(decision({ id })),
    findLive: (liveKey) => first(live({ key: liveKey })),
    findRevision: (id, number) => first(revision({ id, revision: number })),
    findReview: (id) => first(review({ id })),
    findReviews: (id) => reviewsOf({ id }),
    findIdempotencyKey: (source, name) => first(key({ source, key: name })),
    findOutcomes: (id) => outcomesOf({ id }),
    findSurface: (id) => first(surface({ id })),
    findSurfaces: (id) => surfacesOf({ id }),
    findDeliveries: (id) => deliveriesOf({ id }),
    findPerson: (email) => first(person({ email })),
    pendingOf: async (email) => (await pending({ email })).map(({ id }) => id),
    findPolicySince: async (name) => (await first(version({ version: name })))?.since,
    findSetting: async (name) => (await first(setting({ name })))?.value,
  };
};

/** The columns of a review itself, without those that only its table needs. */
export const reviewColumns = ({ reviews }: Reader['tables']) => {
  const { wake_at: _, idle_because: __, planned_by: ___, queue: ____, ...columns } = getTableColumns(reviews);
  return columns;
};
