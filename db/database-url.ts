import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../src/core/result.ts';

/** Where the data lives. */
export type DatabaseAddress = { dialect: 'sqlite'; file: string };

const HOW = 'set DATABASE_URL to a file, such as sqlite:data/handraise.sqlite';

/**
 * Reads `DATABASE_URL`: `sqlite:path`, `file:path`, a `file:///` URL or a bare path, relative ones from the
 * working directory. The error is a sentence that says what to set instead.
 */
export const readDatabaseUrl = (url: string): Result<DatabaseAddress, string> => {
  const trimmed = url.trim();
  // One letter before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') {
    return err(`Postgres comes later: this version keeps its data in one SQLite file; ${HOW}`);
  }
  if (scheme !== undefined && scheme !== 'sqlite' && scheme !== 'file') {
    return err(`"${scheme}:" is not a database that Handraise knows; ${HOW}`);
  }
  const file = pathOf(trimmed, scheme);
  if (file === '') return err(`the database has no path; ${HOW}`);
  if (file.includes(':memory:')) {
    return err(
      `an in-memory database is seen by one connection only, and Handraise writes through one and reads through another; ${HOW}`,
    );
  }
  if (scheme !== undefined && file.includes('?'))
    return err(`a database path takes no options ("?"); ${HOW}`);
  return ok({ dialect: 'sqlite', file });
};

const pathOf = (url: string, scheme: string | undefined): string => {
  if (scheme === undefined) return url;
  if (/^file:\/\/\//i.test(url) && !url.includes('?')) return fileURLToPath(url);
  return url.slice(scheme.length + 1).replace(/^\/\/(?=.)/, '');
};
