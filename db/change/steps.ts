import { and, type Column, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { CommitResult, Table, Write } from '../../src/ports.ts';
import type { Tables } from '../tables.ts';

type Row = Record<string, unknown>;
type Columns = Record<string, Column>;
/** A drizzle statement with named values, before a dialect prepares it. */
export type WriteQuery = { prepare: () => { run: (values: Row) => { changes: number } } };

/** One write, ready to run: fewer than `atLeast` rows changed means that the whole change is refused so. */
export type Step<Prepared> = {
  statement: Prepared;
  values: Row;
  atLeast: number;
  refusal: CommitResult & { ok: false };
};

const APPEND_ONLY: ReadonlySet<Table> = new Set<Table>(['events']);

/**
 * Turns writes into prepared statements, one per table and set of columns, prepared when first met and kept:
 * unprepared, drizzle costs more than twice as much. Values travel by name, JSON and booleans are encoded by
 * their columns. Throws on what no correct program writes: unknown columns, a condition on nothing, changes to
 * tables that are only added to.
 */
export const stepMaker = <Prepared>(
  db: BetterSQLite3Database,
  tables: Tables,
  prepare: (query: WriteQuery) => Prepared,
): ((write: Write) => Step<Prepared>) => {
  const kept = new Map<string, Prepared>();
  const statement = (key: string, build: () => WriteQuery) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = prepare(build());
    kept.set(key, made);
    return made;
  };

  return (write) => {
    if ('insert' in write) {
      const table = tables[write.insert];
      const names = namesOf(write.row);
      return {
        statement: statement(`insert ${write.insert} ${names.join()}`, () => {
          const row = Object.fromEntries(names.map((name) => [name, named(columnsOf(table), name, '')]));
          // One statement for every dialect: what exists changes no row, and raises nothing that would have
          // to be undone.
          return db
            .insert(table)
            .values(row as never)
            .onConflictDoNothing();
        }),
        values: write.row,
        atLeast: write.ignore === true ? 0 : 1,
        refusal: { ok: false, because: 'duplicate', table: write.insert },
      };
    }
    const name: Table = 'update' in write ? write.update : write.remove;
    if (APPEND_ONLY.has(name)) throw new Error(`${name} are only ever added, never changed or removed`);
    const table = tables[name];
    const where: Row = write.where;
    const asked = namesOf(where);
    if (asked.length === 0) throw new Error(`a change of ${name} must say which rows it means`);
    const shape = asked.map((column) => (where[column] === null ? `${column} null` : column)).join();
    if ('remove' in write) {
      return {
        statement: statement(`remove ${name} ${shape}`, () =>
          db.delete(table).where(matching(columnsOf(table), where, asked)),
        ),
        values: prefixed(where, asked, 'where.'),
        atLeast: 0,
        refusal: { ok: false, because: 'stale', table: name },
      };
    }
    const set: Row = write.set;
    const changed = namesOf(set);
    return {
      statement: statement(`update ${name} ${changed.join()} where ${shape}`, () => {
        const row = Object.fromEntries(
          changed.map((column) => [column, named(columnsOf(table), column, 'set.')]),
        );
        return db
          .update(table)
          .set(row as never)
          .where(matching(columnsOf(table), where, asked));
      }),
      values: { ...prefixed(set, changed, 'set.'), ...prefixed(where, asked, 'where.') },
      atLeast: write.expect ?? 1,
      refusal: { ok: false, because: 'stale', table: name },
    };
  };
};

const columnsOf = (table: Tables[Table]): Columns => getTableColumns(table as Tables['settings']);

const namesOf = (row: object): string[] =>
  Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);

const prefixed = (row: Row, names: string[], prefix: string): Row =>
  Object.fromEntries(names.map((name) => [prefix + name, row[name]]));

/** A value given by name when the statement runs, encoded by its column. */
const named = (columns: Columns, name: string, prefix: string): SQL => {
  if (!Object.hasOwn(columns, name)) throw new Error(`there is no column "${name}"`);
  return sql`${sql.param(sql.placeholder(prefix + name), columns[name])}`;
};

const matching = (columns: Columns, where: Row, names: string[]): SQL | undefined =>
  and(
    ...names.map((name) => {
      const value = named(columns, name, 'where.');
      const column = columns[name] as Column;
      return where[name] === null ? isNull(column) : eq(column, value);
    }),
  );
