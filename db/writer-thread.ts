import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../src/ports.ts';
import type { Step } from './change/steps.ts';
import { connectToWrite } from './sqlite/connect.ts';
import { groupCommitter, type Verdict } from './sqlite/group-commit.ts';
import { migrate } from './sqlite/migrate.ts';
import { LOCK_WAIT_MS, outageOf } from './sqlite/outage.ts';

/** What the thread is sent: changes, the first of them handed in at `since`, on the clock of all threads; or to finish and end. */
export type ToThread = { changes: Step[][]; since: number } | 'close';
/** What it answers, once when it is ready and once for each group: of the oldest changes that it was sent. */
export type FromThread =
  | 'ready'
  | { failed: string }
  | { verdicts: Verdict[] }
  | { outage: { message: string; retryAfterMs: number }; changes: number };

/** A group of so many changes takes no further message along: the last of a burst does not wait for all of it. */
const GROUP = 256;
/** The least time that a group waits for a lock, however long its first change has waited already, in milliseconds. */
const LEAST_LOCK_WAIT_MS = 100;

/**
 * Owns the only connection that writes: brings the tables up to date, then commits group after group. `begun` is shared: how
 * many changes were taken up so far.
 */
const run = (port: MessagePort, { file, begun }: { file: string; begun: BigInt64Array }): void => {
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

  const close = (): void => {
    connection.close();
    port.close();
  };

  port.on('message', (first: ToThread) => {
    if (first === 'close') return close();
    // All that came while the last group was written is one group, and one durable write.
    const changes = first.changes;
    let last: ToThread | undefined;
    while (changes.length < GROUP && last !== 'close') {
      last = receiveMessageOnPort(port)?.message as ToThread | undefined;
      if (last === undefined) break;
      if (last !== 'close') changes.push(...last.changes);
    }
    Atomics.add(begun, 0, BigInt(changes.length));
    const waited = performance.timeOrigin + performance.now() - first.since;
    try {
      answer({
        verdicts: commit(changes, Math.round(Math.max(LOCK_WAIT_MS - waited, LEAST_LOCK_WAIT_MS))),
      });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      const { message, retryAfterMs } = error;
      answer({ outage: { message, retryAfterMs }, changes: changes.length });
    }
    if (last === 'close') close();
  });
  answer('ready');
};

if (parentPort !== null) run(parentPort, workerData);
