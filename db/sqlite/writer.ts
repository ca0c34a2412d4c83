import { Worker } from 'node:worker_threads';
import { type CommitResult, StoreUnavailable } from '../../src/ports.ts';
import type { Step } from '../change/steps.ts';
import type { FromThread, ToThread } from '../writer-thread.ts';
import { LOCK_WAIT_MS } from './outage.ts';

/** What commits the changes of one thread. */
export type OwnWriter = {
  commit: (change: Step[]) => Promise<CommitResult>;
  /** Takes no more changes and resolves when all that were handed in are answered. */
  drain: () => Promise<void>;
  /** Ends the thread, after `drain`. */
  end: () => Promise<void>;
};

export type Writer = OwnWriter & {
  /**
   * For changes that nobody waits for: they go along with the next one that somebody does wait for, or by themselves after
   * a moment. Each group is a durable write, and who comes meanwhile waits for it.
   */
  commitSoon: (change: Step[]) => Promise<CommitResult>;
};

/** One change that waits for its answer. `since` is on the monotonic clock. */
type Waiting = {
  change: Step[];
  since: number;
  resolve: (result: CommitResult) => void;
  reject: (error: Error) => void;
};

/** Changes in one transaction at most: keeps the last of a burst from waiting for all of it. */
const GROUP = 256;
/** The least time that a group waits for a lock, however long its first change has waited already. */
const LEAST_LOCK_WAIT_MS = 100;
/** How long a change that nobody waits for may wait for another to go along with, in milliseconds. */
const SOON_MS = 25;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ownThread = new URL(`../writer-thread${extension}`, import.meta.url);

const tell = (worker: Worker, message: ToThread): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(message);

/**
 * Hands changes to the thread that writes: what comes while it is busy goes into the next group. A thread that
 * dies takes its group with it (rejected with `StoreUnavailable`) and is replaced; when the new one dies, too,
 * before it has committed anything, the writer gives up and says so to every later change.
 */
export const startWriter = async (file: string, thread: URL = ownThread): Promise<Writer> => {
  const queue: Waiting[] = [];
  const unhurried: Waiting[] = [];
  let soon: NodeJS.Timeout | undefined;
  let flying: Waiting[] = [];
  let worker: Worker | undefined;
  let replaced = false;
  let gone: StoreUnavailable | undefined;
  let draining: Promise<void> | undefined;
  let drained: (() => void) | undefined;

  const start = async () => {
    const started = new Worker(thread, { workerData: { file } });
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', () => reject(new Error('the thread ended before it was ready')));
      started.once('message', (message: FromThread) => {
        if (message === 'ready') resolve();
        else reject(new Error('failed' in message ? message.failed : 'the thread answered unasked'));
      });
    });
    started.on('message', land);
    started.once(
      'error',
      (error) => void lose(started, `the thread that writes the database died: ${error.message}`),
    );
    started.once(
      'exit',
      (code) => void lose(started, `the thread that writes the database ended with code ${code}`),
    );
    worker = started;
    fly();
  };

  const fly = () => {
    if (worker === undefined || flying.length > 0) return;
    const isTime = soon === undefined || draining !== undefined;
    if (queue.length === 0 && !(isTime && unhurried.length > 0)) {
      if (unhurried.length === 0) drained?.();
      return;
    }
    flying = queue.splice(0, GROUP);
    flying.push(...unhurried.splice(0, GROUP - flying.length));
    if (unhurried.length === 0) {
      clearTimeout(soon);
      soon = undefined;
    }
    const waited = performance.now() - (flying[0]?.since ?? 0);
    const lockWaitMs = Math.round(Math.max(LOCK_WAIT_MS - waited, LEAST_LOCK_WAIT_MS));
    tell(worker, { changes: flying.map(({ change }) => change), lockWaitMs });
  };

  const land = (message: FromThread) => {
    const landed = flying;
    flying = [];
    if (typeof message === 'object' && 'verdicts' in message) {
      replaced = false;
      for (const [i, waiting] of landed.entries()) {
        const verdict = message.verdicts[i];
        if (verdict === undefined) waiting.reject(new Error('the writer left a change unanswered'));
        else if ('fault' in verdict)
          waiting.reject(new Error(`the change cannot be stored: ${verdict.fault}`));
        else waiting.resolve(verdict);
      }
    } else if (typeof message === 'object' && 'outage' in message) {
      const { message: sentence, retryAfterMs } = message.outage;
      for (const { reject } of landed) reject(new StoreUnavailable(sentence, retryAfterMs));
    }
    fly();
  };

  const lose = async (lost: Worker, what: string) => {
    if (worker !== lost) return;
    worker = undefined;
    for (const { reject } of flying) reject(new StoreUnavailable(`${what}; it is being replaced`, 1000));
    flying = [];
    try {
      if (replaced) throw new Error('its replacement died before it had stored anything');
      replaced = true;
      await start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      gone = new StoreUnavailable(`${what}, and cannot be replaced: ${why}. Restart the process`, 60_000);
      for (const { reject } of [...queue.splice(0), ...unhurried.splice(0)]) reject(gone);
      clearTimeout(soon);
      drained?.();
    }
  };

  const handIn = (change: Step[], to: Waiting[]): Promise<CommitResult> =>
    new Promise((resolve, reject) => to.push({ change, since: performance.now(), resolve, reject }));

  await start();
  return {
    commit: (change) => {
      if (gone !== undefined) return Promise.reject(gone);
      // Once this turn of the event loop has handed in all that it has: one group, not one and the rest.
      if (queue.length === 0 && flying.length === 0) setImmediate(fly);
      return handIn(change, queue);
    },
    commitSoon: (change) => {
      if (gone !== undefined) return Promise.reject(gone);
      soon ??= setTimeout(() => {
        soon = undefined;
        fly();
      }, SOON_MS);
      return handIn(change, unhurried);
    },
    drain: () => {
      draining ??= new Promise<void>((resolve) => {
        drained = resolve;
        gone ??= new StoreUnavailable('the database is closed', 5000);
        if (worker === undefined && queue.length === 0 && unhurried.length === 0) resolve();
        else fly();
      });
      return draining;
    },
    end: async () => {
      const ending = worker;
      worker = undefined;
      if (ending === undefined) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      tell(ending, 'close');
      await ended;
    },
  };
};
