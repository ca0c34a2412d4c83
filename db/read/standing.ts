import type { Store } from '../../src/ports.ts';
import { and, asc, desc, eq, gt, isNull, lte, or, sql } from '../drizzle.ts';
import { isUntold } from '../tables.ts';
import { first, type Reader } from './ask.ts';

type StandingReads = Pick<
  Store,
  'findDelegationsTo' | 'findDelegationsFrom' | 'findAbsence' | 'untoldPeople' | 'untoldAnswers'
>;

/** Reads about who is there, who answers for whom, and what they have not been told of. */
export const standing = ({ db, tables, prepare }: Reader): StandingReads => {
  const { delegations, leaves, answers } = tables;
  const given = sql.placeholder;
  const inForce = and(
    lte(delegations.starts_at, given('now')),
    or(isNull(delegations.ends_at), gt(delegations.ends_at, given('now'))),
    isNull(delegations.ended_at),
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
      .from(leaves)
      .where(
        and(
          eq(leaves.person_id, given('id')),
          lte(leaves.since, given('now')),
          or(isNull(leaves.until), gt(leaves.until, given('now'))),
          isNull(leaves.ended_at),
        ),
      )
      .orderBy(desc(leaves.since))
      .limit(1),
  );
  const people = prepare(
    db
      .selectDistinct({ id: answers.for_id })
      .from(answers)
      .where(isUntold(answers))
      .orderBy(asc(answers.for_id))
      .limit(given('limit')),
  );
  const untold = prepare(
    db
      .select()
      .from(answers)
      .where(and(eq(answers.for_id, given('id')), isUntold(answers)))
      .orderBy(asc(answers.at))
      .limit(given('limit')),
  );
  return {
    findDelegationsTo: (id, now) => to({ id, now }),
    findDelegationsFrom: (id, now) => from({ id, now }),
    findAbsence: (id, now) => first(absence({ id, now })),
    untoldPeople: async (limit) => (await people({ limit })).flatMap(({ id }) => id ?? []),
    untoldAnswers: (id, limit) => untold({ id, limit }),
  };
};
