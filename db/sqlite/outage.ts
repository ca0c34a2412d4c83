import Database from 'better-sqlite3';
import { StoreUnavailable } from '../../src/ports.ts';

/** How long a lock by somebody else is waited for, in milliseconds, counted from when a change was handed in. */
export const LOCK_WAIT_MS = 5000;

/** What SQLite's primary result codes that are nobody's bug mean. https://sqlite.org/rescode.html */
const OUTAGES: Record<string, { sentence: string; retryAfterMs: number }> = {
  SQLITE_BUSY: { sentence: 'another process keeps the database locked', retryAfterMs: 1000 },
  SQLITE_LOCKED: { sentence: 'another process keeps the database locked', retryAfterMs: 1000 },
  SQLITE_PROTOCOL: { sentence: 'another process keeps the database locked', retryAfterMs: 1000 },
  SQLITE_FULL: { sentence: 'the disk that holds the database is full', retryAfterMs: 5000 },
  SQLITE_IOERR: { sentence: 'the disk that holds the database reports an error', retryAfterMs: 5000 },
  SQLITE_READONLY: { sentence: 'the database file cannot be written', retryAfterMs: 5000 },
  SQLITE_CANTOPEN: { sentence: 'the database file cannot be opened', retryAfterMs: 5000 },
  SQLITE_PERM: { sentence: 'the database file cannot be accessed', retryAfterMs: 5000 },
  SQLITE_NOMEM: { sentence: 'there is not enough memory', retryAfterMs: 5000 },
  SQLITE_CORRUPT: { sentence: 'the database file is damaged: restore the last backup', retryAfterMs: 60_000 },
  SQLITE_NOTADB: { sentence: 'the file is not a SQLite database', retryAfterMs: 60_000 },
};

/** The error as an outage that the caller may wait out; undefined when it is a bug or a refused row. */
export const outageOf = (error: unknown): StoreUnavailable | undefined => {
  if (!(error instanceof Database.SqliteError)) return undefined;
  // Extended codes begin with the primary one: SQLITE_IOERR_WRITE.
  const primary = error.code.split('_').slice(0, 2).join('_');
  const outage = OUTAGES[primary];
  return outage && new StoreUnavailable(`${outage.sentence} (${error.code})`, outage.retryAfterMs);
};

/** Whether a row broke a unique key. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Database.SqliteError &&
  (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY');
