import type { Decision } from '../../src/core/decision/decision.ts';
import type { Store } from '../../src/ports.ts';
import { and, desc, eq, gte, sql } from '../drizzle.ts';
import { isPending } from '../tables.ts';
import type { Reader, Values } from './ask.ts';

type Ask = (values: Values) => Promise<Decision[]>;

/** Decisions by their last change, newest first. One prepared query for each set of filters that is asked for. */
export const listDecisions = ({ db, tables, prepare }: Reader): Pick<Store, 'listDecisions'> => {
  const { decisions } = tables;
  const given = sql.placeholder;
  const kept = new Map<string, Ask>();

  const conditions = {
    source: eq(decisions.source, given('source')),
    type: eq(decisions.type, given('type')),
    pending: isPending(decisions),
    status: eq(decisions.status, given('status')),
    since: gte(decisions.updated_at, given('since')),
    after: sql`(${decisions.updated_at}, ${decisions.id}) < (${given('updated_at')}, ${given('id')})`,
  };
  const askFor = (names: (keyof typeof conditions)[]): Ask => {
    const key = names.join();
    const known = kept.get(key);
    if (known !== undefined) return known;
    const ask = prepare(
      db
        .select()
        .from(decisions)
        .where(and(...names.map((name) => conditions[name])))
        .orderBy(desc(decisions.updated_at), desc(decisions.id))
        .limit(given('limit')),
    );
    kept.set(key, ask);
    return ask;
  };

  return {
    listDecisions: ({ after, ...query }) => {
      const names: (keyof typeof conditions)[] = [];
      if (query.source !== undefined) names.push('source');
      if (query.type !== undefined) names.push('type');
      if (query.status !== undefined) names.push(query.status === 'pending' ? 'pending' : 'status');
      if (query.since !== undefined) names.push('since');
      if (after !== undefined) names.push('after');
      return askFor(names)({ ...query, ...after });
    },
  };
};
