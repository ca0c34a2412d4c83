import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Tables } from '../tables.ts';

/** Values of a prepared query's placeholders, by name. */
export type Values = Record<string, unknown>;
/** A drizzle query, before a dialect prepares it. */
export type Query<Row> = { prepare: () => { all: (values?: Values) => Row[] } };

/** What reads are built from: drizzle, the tables, and how the dialect prepares a query once and asks it often. */
export type Reader = {
  db: BetterSQLite3Database;
  tables: Tables;
  prepare: <Row>(query: Query<Row>) => (values: Values) => Promise<Row[]>;
};

/** The first row of an answer. */
export const first = async <Row>(rows: Promise<Row[]>): Promise<Row | undefined> => (await rows)[0];
