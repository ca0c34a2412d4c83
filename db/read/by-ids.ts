import type { Placeholder } from 'drizzle-orm';
import { sql } from '../drizzle.ts';
import type { Query, Reader, Values } from './ask.ts';

/**
 * A read of rows by many ids at once, as one prepared statement on every dialect. There is a statement for each
 * power of two: fewer ids fill the places left by repeating the first. `others` are the values of its other placeholders.
 */
export const byIds = <Row>(
  prepare: Reader['prepare'],
  build: (ids: Placeholder[]) => Query<Row>,
): ((ids: string[], others?: Values) => Promise<Row[]>) => {
  const kept = new Map<number, (values: Values) => Promise<Row[]>>();
  return async (ids, others = {}) => {
    if (ids.length === 0) return [];
    const places = 2 ** Math.ceil(Math.log2(ids.length));
    const names = Array.from({ length: places }, (_, i) => `id${i}`);
    const ask = kept.get(places) ?? prepare(build(names.map((name) => sql.placeholder(name))));
    kept.set(places, ask);
    return ask({ ...others, ...Object.fromEntries(names.map((name, i) => [name, ids[i] ?? ids[0]])) });
  };
};
