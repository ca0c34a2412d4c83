import { customType, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

// Drizzle's own json and boolean columns turn a null that comes through a prepared statement into 'null' and 0.
const jsonText = customType<{ data: unknown; driverData: string | null }>({
  dataType: () => 'text',
  toDriver: (value) => (value === null ? null : JSON.stringify(value)),
  fromDriver: (stored) => JSON.parse(String(stored)),
});
const zeroOrOne = customType<{ data: boolean; driverData: number | null }>({
  dataType: () => 'integer',
  toDriver: (value) => (value === null ? null : Number(value)),
  fromDriver: (stored) => stored === 1,
});

/** The columns and keys that tables are declared with, as SQLite has them. Columns are nullable unless `.notNull()`. */
export const sqliteKit = {
  table: sqliteTable,
  id: () => text().primaryKey().notNull(),
  text: <T extends string = string>() => text().$type<T>(),
  json: <T>() => jsonText().$type<T>(),
  /** Milliseconds since 1970. */
  instant: () => integer(),
  int: () => integer(),
  real: () => real(),
  bool: () => zeroOrOne(),
  /** Given by the database: grows with every row. */
  seq: () => integer().primaryKey({ autoIncrement: true }),
  primaryKey,
  index,
  uniqueIndex,
};

/** What a dialect must offer. Postgres's kit is to be given as this type, so that all queries are written once. */
export type Kit = typeof sqliteKit;
