import type { Column, SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Addition, CommitResult, Table, Write } from '../../src/ports.ts';
import { and, eq, getTableColumns, is, isNull, lte, Param, Placeholder, sql } from '../drizzle.ts';
import type { Tables } from '../tables.ts';

/** One write as a statement with encoded values. When it changes fewer rows than `atLeast`, the change is refused. */
export type Step = { sql: string; params: unknown[]; atLeast: number; refusal: CommitResult & { ok: false } };

type Row = Record<string, unknown>;
type Columns = Record<string, Column>;
/** A drizzle statement whose values have names yet. */
type Built = { toSQL: () => { sql: string; params: unknown[] } };

const APPEND_ONLY: ReadonlySet<Table> = new Set<Table>(['events']);

/**
 * Turns writes into statements, built once by drizzle per table and set of columns and kept: built each time,
 * they cost more than twice as much. The same for every dialect, and plain data, so that it can go to a thread.
 * Throws on what no correct program writes: unknown columns, a condition on nothing, changes to tables that are
 * only added to.
 */
export const stepMaker = (db: BetterSQLite3Database, tables: Tables): ((write: Write) => Step) => {
  const kept = new Map<string, { sql: string; encoders: ((values: Row) => unknown)[] }>();
  const statement = (key: string, values: Row, build: () => Built): Pick<Step, 'sql' | 'params'> => {
    let known = kept.get(key);
    if (known === undefined) {
      const { sql, params } = build().toSQL();
      known = { sql, encoders: params.map(encoderOf) };
      kept.set(key, known);
    }
    return { sql: known.sql, params: known.encoders.map((encode) => encode(values)) };
  };

  const insert = (name: Table, row: Row, ignore: boolean): Step => {
    const table: SQLiteTable = tables[name];
    const names = namesOf(row);
    return {
      ...statement(`insert ${name} ${names.join()}`, row, () =>
        // What exists changes no row: no error that would have to be undone, and the same on every dialect.
        db
          .insert(table)
          .values(placeholders(table, names, ''))
          .onConflictDoNothing(),
      ),
      atLeast: ignore ? 0 : 1,
      refusal: { ok: false, because: 'duplicate', table: name },
    };
  };

  const update = (name: Table, where: Row, set: Row, expect: number): Step => {
    const table = changeable(name);
    const condition = conditionOf(name, where);
    const names = namesOf(set);
    const values = { ...prefixed('set.', set), ...prefixed('where.', where) };
    return {
      ...statement(`update ${name} ${names.join()} where ${condition.key}`, values, () =>
        db
          .update(table)
          .set(placeholders(table, names, 'set.'))
          .where(condition.on(table)),
      ),
      atLeast: expect,
      refusal: { ok: false, because: 'stale', table: name },
    };
  };

  const remove = (name: Table, where: Row): Step => {
    const table = changeable(name);
    const condition = conditionOf(name, where);
    return {
      ...statement(`remove ${name} where ${condition.key}`, prefixed('where.', where), () =>
        db.delete(table).where(condition.on(table)),
      ),
      atLeast: 0,
      refusal: { ok: false, because: 'stale', table: name },
    };
  };

  const add = ({ add: name, key, by, onlyIf = {}, atMost = {} }: Addition): Step => {
    const table: SQLiteTable = tables[name];
    const columns = getTableColumns(table);
    const counts = namesOf(by);
    const held = namesOf(onlyIf);
    const bounded = namesOf(atMost);
    checkBounds(by, atMost);
    const columnsOf = (names: string[]) => names.map((column) => columnOf(columns, column));
    const grown = (column: Column): SQL => sql`${column} + excluded.${sql.identifier(column.name)}`;
    const values = {
      ...prefixed('add.', { ...key, ...by }),
      ...prefixed('held.', onlyIf),
      ...prefixed('most.', atMost),
    };
    return {
      ...statement(`add ${name} ${counts.join()} if ${held.join()} most ${bounded.join()}`, values, () =>
        db
          .insert(table)
          .values(placeholders(table, [...namesOf(key), ...counts], 'add.'))
          .onConflictDoUpdate({
            target: columnsOf(namesOf(key)).map((column) => sql`${sql.identifier(column.name)}`),
            set: Object.fromEntries(counts.map((count) => [count, grown(columnOf(columns, count))])),
            setWhere: and(
              ...columnsOf(held).map((column) => eq(column, placeholder(column, `held.${column.name}`))),
              ...columnsOf(bounded).map((column) =>
                lte(grown(column), placeholder(column, `most.${column.name}`)),
              ),
            ),
          }),
      ),
      atLeast: 1,
      refusal: { ok: false, because: 'stale', table: name },
    };
  };

  const changeable = (name: Table): SQLiteTable => {
    if (APPEND_ONLY.has(name)) throw new Error(`${name} are only ever added, never changed or removed`);
    return tables[name];
  };

  return (write) => {
    if ('add' in write) return add(write);
    if ('insert' in write) return insert(write.insert, write.row, write.ignore === true);
    if ('update' in write) return update(write.update, write.where, write.set, write.expect ?? 1);
    return remove(write.remove, write.where);
  };
};

/** A row that is not there yet takes what is added as it stands: the bound must hold for that, too. */
const checkBounds = (by: Row, atMost: Row): void => {
  for (const [name, most] of Object.entries(atMost))
    if (!(Number(by[name] ?? 0) <= Number(most)))
      throw new Error(`adds more ${name} than may be there at most`);
};

/** How one parameter of a built statement is made of the values. */
const encoderOf = (param: unknown): ((values: Row) => unknown) => {
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
  const { encoder } = param;
  const { name } = param.value;
  return (values) => encoder.mapToDriverValue(values[name]);
};

const namesOf = (row: Row): string[] => Object.keys(row).filter((name) => row[name] !== undefined);

const prefixed = (prefix: string, row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [prefix + name, value]));

/** The rows that equal `where` in each of its columns. */
const conditionOf = (table: Table, where: Row) => {
  const names = namesOf(where);
  if (names.length === 0) throw new Error(`a change of ${table} must say which rows it means`);
  return {
    key: names.map((name) => (where[name] === null ? `${name} null` : name)).join(),
    on: (table: SQLiteTable): SQL | undefined => {
      const columns = getTableColumns(table);
      return and(
        ...names.map((name) => {
          const column = columnOf(columns, name);
          return where[name] === null ? isNull(column) : eq(column, placeholder(column, `where.${name}`));
        }),
      );
    },
  };
};

const placeholders = (table: SQLiteTable, names: string[], prefix: string): Record<string, SQL> => {
  const columns = getTableColumns(table);
  return Object.fromEntries(names.map((name) => [name, placeholder(columnOf(columns, name), prefix + name)]));
};

/** A value that is given by name later, encoded as its column has it. */
const placeholder = (column: Column, name: string): SQL => sql`${sql.param(sql.placeholder(name), column)}`;

const columnOf = (columns: Columns, name: string): Column => {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) throw new Error(`there is no column "${name}"`);
  return column;
};
