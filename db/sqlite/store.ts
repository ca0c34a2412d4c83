import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Store, StoreUnavailable } from '../../src/ports.ts';
import { stepMaker } from '../change/steps.ts';
import { drizzle } from '../drizzle.ts';
import type { Reader } from '../read/ask.ts';
import { reads } from '../read/reads.ts';
import { type Connection, connectToRead } from './connect.ts';
import { outageOf } from './outage.ts';
import { tables } from './tables.ts';
import { startWriter, type Writer } from './writer.ts';

/**
 * Opens the file, made with its folder when there is none, and brings its tables up to date.
 * Rejects with a sentence that names the file and what is wrong with it.
 */
export const openSqlite = async (path: string): Promise<Store> => {
  const file = resolve(path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const writer = await startWriter(file);
    return storeOf(connectToRead(file), writer);
  } catch (error) {
    const why = outageOf(error)?.message ?? (error instanceof Error ? error.message : String(error));
    throw new Error(`cannot use the database ${file}: ${why}`, { cause: error });
  }
};

const storeOf = (connection: Connection, writer: Writer): Store => {
  const prepare: Reader['prepare'] = (query) => {
    const prepared = query.prepare();
    return async (values) => {
      try {
        return prepared.all(values);
      } catch (error) {
        if (!connection.open) throw new StoreUnavailable('the database is closed', 5000);
        throw outageOf(error) ?? error;
      }
    };
  };
  const db = drizzle(connection);
  const step = stepMaker(db, tables);
  const commit: Store['commit'] = async (change) => writer.commit(change.map(step));
  return {
    ...reads({ db, tables, prepare }),
    commit,
    check: async () => {
      // A real write, through the queue like any other.
      await commit([
        { remove: 'settings', where: { name: 'checked' } },
        { insert: 'settings', row: { name: 'checked', value: '' }, ignore: true },
      ]);
    },
    close: async () => {
      await writer.drain();
      // The reader first: the last connection tidies the log away, and a reader may not.
      connection.close();
      await writer.end();
    },
  };
};
