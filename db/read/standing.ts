import type { Store } from '../../src/ports.ts';
import { and, asc, eq, gt, isNull, lte, or, sql } from '../drizzle.ts';
import { first, type Reader } from './ask.ts';

type StandingReads = Pick<Store, 'findDelegationsTo' | 'findDelegationsFrom' | 'findAbsence'>;

/** Reads about who is there, and who answers for whom. */
export const standing = ({ db, tables, prepare }: Reader): StandingReads => {
  const { delegations, absences } = tables;
  const given = sql.placeholder;
  const inForce = and(
    lte(delegations.starts_at, given('now')),
    or(isNull(delegations.ends_at), gt(delegations.ends_at, given('now'))),
  );
  const byStart = asc(delegations.starts_at);
  const to = prepare(
    db
      .select()
      .from(delegations)
      .where(and(eq(delegations.to_id, given('id')), inForce))
      .orderBy(byStart),
  );
  const from = prepare(
    db
      .select()
      .from(delegations)
      .where(and(eq(delegations.from_id, given('id')), inForce))
      .orderBy(byStart),
  );
  const absence = prepare(
    db
      .select()
      .from(absences)
      .where(eq(absences.person_id, given('id'))),
  );
  return {
    findDelegationsTo: (id, now) => to({ id, now }),
    findDelegationsFrom: (id, now) => from({ id, now }),
    findAbsence: async (id, now) => {
      const found = await first(absence({ id }));
      return found === undefined || (found.until !== null && found.until <= now) ? undefined : found;
    },
  };
};
