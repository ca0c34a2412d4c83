import type { Store } from '../src/ports.ts';
import { readDatabaseUrl } from './database-url.ts';
import {
  type Beside,
  openSqlite,
  openSqliteBeside,
  openSqliteToRead,
  type ReadOnlyStore,
  type SharedStore,
} from './sqlite/store.ts';

/**
 * Opens the store that `url` (`DATABASE_URL`) names, its tables brought up to date. Rejects with a sentence that
 * says what is wrong and what to set instead.
 */
export const open = async ({ url }: { url: string }): Promise<SharedStore> => {
  const address = readDatabaseUrl(url);
  if (!address.ok) throw new Error(address.error);
  return openSqlite(address.value.file);
};

/** The same, to read only: nothing is made, migrated or changed. For tools beside a running bot. */
export const openToRead = async ({ url }: { url: string }): Promise<ReadOnlyStore> => {
  const address = readDatabaseUrl(url);
  if (!address.ok) throw new Error(address.error);
  return openSqliteToRead(address.value.file);
};

/** The store that another thread of this process has open, for this thread. */
export const openBeside = (beside: Beside): Store => openSqliteBeside(beside);
