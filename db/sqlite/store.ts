import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Store } from '../../src/ports.ts';
import { stepMaker } from '../change/steps.ts';
import { reads } from '../read/reads.ts';
import { serveChanges, writerThrough } from './beside.ts';
import { type Connection, connectToRead } from './connect.ts';
import { assertCurrent } from './migrate.ts';
import { outageOf } from './outage.ts';
import { readerOf } from './reader.ts';
import { tables } from './tables.ts';
import { type OwnWriter, startWriter } from './writer.ts';

/** All reads, and nothing that writes. */
export type ReadOnlyStore = Omit<Store, 'commit' | 'check'>;

/** What another thread of this process opens the same store with; `port` is to be transferred to it. */
export type Beside = { file: string; port: MessagePort };
/** A store that shares its one writer with other threads. Each asks for a `Beside` of its own. */
export type SharedStore = Store & { beside: () => Beside };

/**
 * Opens the file, made with its folder when there is none, and brings its tables up to date.
 * Rejects with a sentence that names the file and what is wrong with it.
 */
export const openSqlite = async (path: string): Promise<SharedStore> => {
  const file = resolve(path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const writer = await startWriter(file);
    const beside = (): Beside => {
      const { port1, port2 } = new MessageChannel();
      serveChanges(writer, port1);
      return { file, port: port2 };
    };
    return { ...storeOf(connectToRead(file), writer), beside };
  } catch (error) {
    throw new Error(`cannot use the database ${file}: ${whyOf(error)}`, { cause: error });
  }
};

/** The same store in another thread: it reads for itself, and what it changes is committed by the one that writes. */
export const openSqliteBeside = ({ file, port }: Beside): Store =>
  storeOf(connectToRead(file), writerThrough(port));

/**
 * Opens a file that is there to read it and nothing else: a running bot goes on beside it. Rejects with a sentence.
 */
export const openSqliteToRead = async (path: string): Promise<ReadOnlyStore> => {
  const file = resolve(path);
  if (!existsSync(file)) throw new Error(`cannot read the database ${file}: there is no such file`);
  let connection: Connection | undefined;
  try {
    connection = connectToRead(file);
    assertCurrent(connection, file);
    const opened = connection;
    return { ...reads(readerOf(opened)), close: async () => void opened.close() };
  } catch (error) {
    connection?.close();
    throw new Error(`cannot read the database ${file}: ${whyOf(error)}`, { cause: error });
  }
};

const whyOf = (error: unknown): string =>
  outageOf(error)?.message ?? (error instanceof Error ? error.message : String(error));

const storeOf = (connection: Connection, writer: OwnWriter): Store => {
  const reader = readerOf(connection);
  const step = stepMaker(reader.db, tables);
  const commit: Store['commit'] = async (change) => writer.commit(change.map(step));
  return {
    ...reads(reader),
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
