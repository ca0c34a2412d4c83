import type { SQL } from 'drizzle-orm';
import type { Precedent } from '../../src/core/review/precedents.ts';
import type { Store } from '../../src/ports.ts';
import { and, desc, eq, sql } from '../drizzle.ts';
import { isAnswered } from '../tables.ts';
import type { Reader } from './ask.ts';

/** Reads of decisions that are over, to compare one that waits with: those like it, and those about the same subject. */
export const precedents = ({ db, tables, prepare }: Reader): Pick<Store, 'answeredOf' | 'endedAbout'> => {
  const { decisions, revisions, reviews } = tables;
  const given = sql.placeholder;

  const newest = (which: SQL | undefined) =>
    prepare(
      db
        .select({
          id: decisions.id,
          title: decisions.title,
          option: decisions.option,
          disposition: decisions.disposition,
          correct: decisions.correct,
          at: sql<number>`${decisions.resolved_at}`,
          body: revisions.body,
          quorum: reviews.quorum,
          verdicts: reviews.verdicts,
        })
        .from(decisions)
        .innerJoin(
          revisions,
          and(eq(revisions.decision_id, decisions.id), eq(revisions.revision, decisions.revision)),
        )
        .leftJoin(reviews, and(eq(reviews.decision_id, decisions.id), eq(reviews.kind, sql`'review'`)))
        .where(which)
        .orderBy(desc(decisions.resolved_at), desc(decisions.id))
        .limit(given('limit')),
    );
  const answered = newest(and(eq(decisions.type, given('type')), isAnswered(decisions)));
  const ended = newest(
    and(
      eq(decisions.subject_key, given('subject_key')),
      sql`${decisions.resolved_at} is not null`,
      sql`${decisions.disposition} is not null`,
    ),
  );
  type Row = Awaited<ReturnType<typeof answered>>[number];
  // What has no disposition is not read.
  const whole = ({ disposition, body, verdicts, ...row }: Row): Precedent[] =>
    disposition === null ? [] : [{ ...row, disposition, facts: body.facts, verdicts: verdicts ?? [] }];

  return {
    answeredOf: async (query) => (await answered(query)).flatMap(whole),
    endedAbout: async (query) => (await ended(query)).flatMap(whole),
  };
};
