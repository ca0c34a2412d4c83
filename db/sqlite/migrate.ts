import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Connection } from './connect.ts';

/** Beside the source, or, for a built `dist/db/sqlite/migrate.js`, in the project that it was built from. */
const FOLDERS = ['../migrations/sqlite', '../../../db/migrations/sqlite'];

/** Where the generated migrations are. */
export const migrationsFolder = (): string => {
  const found = FOLDERS.map((folder) => fileURLToPath(new URL(folder, import.meta.url))).find(existsSync);
  if (found === undefined)
    throw new Error('the folder db/migrations/sqlite is missing from this installation');
  return found;
};

/**
 * Brings the file to the newest form of the tables, all in one transaction; two processes that start at once
 * take turns. Throws a sentence for a file that is not ours or was written by another version.
 */
export const migrate = (connection: Connection, file: string): void => {
  // A generated migration may rebuild a table, which others refer to: that cannot be switched off inside.
  connection.pragma('foreign_keys = OFF');
  connection.exec('begin immediate');
  try {
    apply(connection, file);
    if (connection.prepare('pragma foreign_key_check').all().length > 0) {
      throw new Error(`${file} would hold rows without their decision after the migration`);
    }
    connection.exec('commit');
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  } finally {
    connection.pragma('foreign_keys = ON');
  }
};

/** Throws a sentence for a file whose tables are not of this version; changes nothing. */
export const assertCurrent = (connection: Connection, file: string): void => {
  if (!isOurs(connection, file)) throw new Error(`${file} is empty`);
  const applied = appliedTo(connection);
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder() });
  if (applied.length !== known.length || known.some(({ hash }, i) => hash !== applied[i]))
    throw new Error('its tables are of another version of Handraise: start the bot on it once');
};

/** Whether the file holds our tables; false for an empty one. Throws for another program's. */
const isOurs = (connection: Connection, file: string): boolean => {
  const named = connection.prepare("select name from sqlite_master where type = 'table'").pluck().all();
  if (named.length > 0 && !named.includes('__drizzle_migrations'))
    throw new Error(`${file} is the database of another program (it has a table "${String(named[0])}")`);
  return named.length > 0;
};

/** Hashes of the migrations that were applied, in order. */
const appliedTo = (connection: Connection): unknown[] =>
  connection.prepare('select hash from __drizzle_migrations order by created_at').pluck().all();

const apply = (connection: Connection, file: string): void => {
  isOurs(connection, file);
  // The same table as drizzle's own migrator keeps, so that its tools work on the file.
  connection.exec(
    'create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
  );
  const applied = appliedTo(connection);
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder() });
  if (applied.some((hash, i) => known[i]?.hash !== hash)) {
    throw new Error(`${file} was written by another version of Handraise: start that one, or a newer one`);
  }
  for (const { sql, hash, folderMillis } of known.slice(applied.length)) {
    for (const statement of sql) connection.exec(statement);
    connection
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run(hash, folderMillis);
  }
};
