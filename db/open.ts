import type { Store } from '../src/ports.ts';
import { readDatabaseUrl } from './database-url.ts';
import { openSqlite } from './sqlite/store.ts';

/**
 * Opens the store that `url` (`DATABASE_URL`) names, its tables brought up to date. Rejects with a sentence that
 * says what is wrong and what to set instead.
 */
export const open = async ({ url }: { url: string }): Promise<Store> => {
  const address = readDatabaseUrl(url);
  if (!address.ok) throw new Error(address.error);
  return openSqlite(address.value.file);
};
