import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../src/ports.ts';
import type { Step } from './change/steps.ts';
import { connectToWrite } from './sqlite/connect.ts';
import { groupCommitter, type Verdict } from './sqlite/group-commit.ts';
import { migrate } from './sqlite/migrate.ts';
import { outageOf } from './sqlite/outage.ts';

/** What the thread is sent: changes to be committed together, or to finish and end. */
export type ToThread = { changes: Step[][]; lockWaitMs: number } | 'close';
/** What it answers, once when it is ready and once for each group. */
export type FromThread =
  | 'ready'
  | { failed: string }
  | { verdicts: Verdict[] }
  | { outage: { message: string; retryAfterMs: number } };

/** Owns the only connection that writes: brings the tables up to date, then commits group after group. */
const run = (port: MessagePort, file: string): void => {
  const answer = (message: FromThread) => port.postMessage(message);
  let connection: ReturnType<typeof connectToWrite>;
  try {
    connection = connectToWrite(file);
    migrate(connection, file);
  } catch (error) {
    const known = outageOf(error) ?? error;
    answer({ failed: known instanceof Error ? known.message : String(known) });
    port.close();
    return;
  }
  const commit = groupCommitter(connection);

  port.on('message', (message: ToThread) => {
    if (message === 'close') {
      connection.close();
      port.close();
      return;
    }
    try {
      answer({ verdicts: commit(message.changes, message.lockWaitMs) });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      answer({ outage: { message: error.message, retryAfterMs: error.retryAfterMs } });
    }
  });
  answer('ready');
};

if (parentPort !== null) run(parentPort, workerData.file);
