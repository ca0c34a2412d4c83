import { StoreUnavailable } from '../../src/ports.ts';
import { drizzle } from '../drizzle.ts';
import type { Reader } from '../read/ask.ts';
import type { Connection } from './connect.ts';
import { outageOf } from './outage.ts';
import { tables } from './tables.ts';

/** What reads are built from, on one connection. */
export const readerOf = (connection: Connection): Reader => ({
  db: drizzle(connection),
  tables,
  prepare: (query) => {
    const prepared = query.prepare();
    return async (values) => {
      try {
        return prepared.all(values);
      } catch (error) {
        if (!connection.open) throw new StoreUnavailable('the database is closed', 5000);
        throw outageOf(error) ?? error;
      }
    };
  },
});
