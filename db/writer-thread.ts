import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../src/ports.ts';
import { connectToWrite } from './sqlite/connect.ts';
import { groupCommitter, type Verdict } from './sqlite/group-commit.ts';

/** What the thread is sent: changes as JSON, to be committed together; nothing: finish and end. */
export type ToThread = { changes: string[]; lockWaitMs: number } | 'close';
/** What it answers, once when it is ready and once for each group. */
export type FromThread =
  | 'ready'
  | { failed: string }
  | { verdicts: Verdict[] }
  | { outage: { message: string; retryAfterMs: number } };

const run = (port: MessagePort, file: string): void => {
  const answer = (message: FromThread) => port.postMessage(message);
  let connection: ReturnType<typeof connectToWrite>;
  try {
    connection = connectToWrite(file);
  } catch (error) {
    answer({ failed: error instanceof Error ? error.message : String(error) });
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
      answer({
        verdicts: commit(
          message.changes.map((change) => JSON.parse(change)),
          message.lockWaitMs,
        ),
      });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      answer({ outage: { message: error.message, retryAfterMs: error.retryAfterMs } });
    }
  });
  answer('ready');
};

if (parentPort !== null) run(parentPort, workerData.file);
