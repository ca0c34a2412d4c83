import Database from 'better-sqlite3';
import { LOCK_WAIT_MS } from './outage.ts';

export type Connection = Database.Database;

/** The log file shrinks back to this after a checkpoint, in bytes. */
const LOG_LIMIT = 64 * 1024 * 1024;
/** Pages kept in memory by each connection at most, in kibibytes. A case of a million-row file is read twice as fast as with SQLite's 2 MB. */
const CACHE_KB = 32 * 1024;
/** How long a read waits for a lock, in milliseconds. Short: reads run on the event loop, and WAL hardly ever blocks them. */
const READ_WAIT_MS = 100;

/** The connection that writes. There is one, and nobody else writes. */
export const connectToWrite = (file: string): Connection => {
  const connection = new Database(file, { timeout: LOCK_WAIT_MS });
  return settled(connection, file, () => {
    connection.pragma('journal_mode = WAL');
    connection.pragma(`journal_size_limit = ${LOG_LIMIT}`);
    connection.pragma('wal_autocheckpoint = 1000');
  });
};

/** A connection that can only read; sees what was committed when a statement starts. */
export const connectToRead = (file: string): Connection => {
  const connection = new Database(file, { readonly: true, fileMustExist: true, timeout: READ_WAIT_MS });
  return settled(connection, file, () => {});
};

/** Applies the settings that make a commit durable and asks SQLite whether they hold, since it ignores silently. */
const settled = (connection: Connection, file: string, apply: () => void): Connection => {
  try {
    apply();
    // better-sqlite3 runs WAL at NORMAL unless told: a commit could then be lost with the power.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma(`cache_size = -${CACHE_KB}`);
    const wanted = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 };
    for (const [pragma, value] of Object.entries(wanted)) {
      const found = connection.pragma(pragma, { simple: true });
      if (found !== value) {
        throw new Error(
          `SQLite does not keep ${pragma} at ${value} for ${file} (it says ${String(found)}): use a local disk`,
        );
      }
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};
