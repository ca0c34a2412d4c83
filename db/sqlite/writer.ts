import { Worker } from 'node:worker_threads';
import { type CommitResult, StoreUnavailable } from '../../src/ports.ts';
import type { Step } from '../change/steps.ts';
import type { FromThread, ToThread } from '../writer-thread.ts';

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

/** One change that waits for its answer. `since` is on the clock that all threads share, in milliseconds. */
type Waiting = {
  change: Step[];
  since: number;
  resolve: (result: CommitResult) => void;
  reject: (error: Error) => void;
};

/** A thread that writes, and how many changes it has begun and answered. */
type Writing = { worker: Worker; begun: BigInt64Array; answered: number };

/** Changes of each kind in one message at most: keeps the last of a burst from waiting for all of it. */
const MESSAGE = 256;
/** How long a change that nobody waits for may wait for another to go along with, in milliseconds. */
const SOON_MS = 25;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ownThread = new URL(`../writer-thread${extension}`, import.meta.url);

const now = (): number => performance.timeOrigin + performance.now();

const tell = (worker: Worker, message: ToThread): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(message);

/**
 * Hands changes to the thread that writes, which commits together what came while it was busy. A thread that dies takes what
 * it had begun with it (rejected with `StoreUnavailable`) and is replaced; when the new one dies, too, before it has committed
 * anything, the writer gives up and says so to every later change.
 */
export const startWriter = async (file: string, thread: URL = ownThread): Promise<Writer> => {
  const queue: Waiting[] = [];
  const unhurried: Waiting[] = [];
  /** With the thread, in the order in which it takes them. */
  const sent: Waiting[] = [];
  let sending: NodeJS.Immediate | true | undefined;
  let soon: NodeJS.Timeout | undefined;
  let writing: Writing | undefined;
  let replaced = false;
  let gone: StoreUnavailable | undefined;
  let draining: Promise<void> | undefined;
  let drained: (() => void) | undefined;

  const start = async () => {
    const begun = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
    const worker = new Worker(thread, { workerData: { file, begun } });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread ended before it was ready')));
      worker.once('message', (message: FromThread) => {
        if (message === 'ready') resolve();
        else reject(new Error('failed' in message ? message.failed : 'the thread answered unasked'));
      });
    });
    const started: Writing = { worker, begun, answered: 0 };
    worker.on('message', (message: FromThread) => land(started, message));
    // The reason may come before the last answers, by another way; its end comes after them.
    let reason: string | undefined;
    worker.once('error', (error) => {
      reason = `died: ${error.message}`;
    });
    worker.once(
      'exit',
      (code) =>
        void lose(started, `the thread that writes the database ${reason ?? `ended with code ${code}`}`),
    );
    writing = started;
    send();
  };

  /** Hands in what waits: with it goes what nobody waits for, which by itself waits for its time. */
  const send = () => {
    sending = undefined;
    if (writing === undefined) return;
    const isTime = soon === undefined || draining !== undefined;
    if (queue.length > 0 || (isTime && unhurried.length > 0)) {
      clearTimeout(soon);
      soon = undefined;
      const group = [...queue.splice(0, MESSAGE), ...unhurried.splice(0, MESSAGE)];
      if (queue.length > 0 || unhurried.length > 0) sending = setImmediate(send);
      sent.push(...group);
      tell(writing.worker, { changes: group.map(({ change }) => change), since: group[0]?.since ?? now() });
    } else if (sent.length === 0 && unhurried.length === 0) drained?.();
  };

  /** Settles what the thread has answered: always the oldest. */
  const land = (from: Writing, message: FromThread) => {
    // What a thread that was given up still says is of nothing that waits here.
    if (from !== writing || typeof message !== 'object' || 'failed' in message) return;
    const landed = sent.splice(0, 'verdicts' in message ? message.verdicts.length : message.changes);
    from.answered += landed.length;
    if ('verdicts' in message) {
      replaced = false;
      for (const [i, { resolve, reject }] of landed.entries()) {
        const verdict = message.verdicts[i];
        if (verdict === undefined) reject(new Error('the writer left a change unanswered'));
        else if ('fault' in verdict) reject(new Error(`the change cannot be stored: ${verdict.fault}`));
        else resolve(verdict);
      }
    } else {
      const { message: sentence, retryAfterMs } = message.outage;
      for (const { reject } of landed) reject(new StoreUnavailable(sentence, retryAfterMs));
    }
    if (draining !== undefined) send();
  };

  const lose = async (lost: Writing, what: string) => {
    if (writing !== lost) return;
    writing = undefined;
    // What it had not begun is as good as never handed in.
    const begun = sent.splice(0, Number(Atomics.load(lost.begun, 0)) - lost.answered);
    for (const { reject } of begun) reject(new StoreUnavailable(`${what}; it is being replaced`, 1000));
    queue.unshift(...sent.splice(0));
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
    new Promise((resolve, reject) => to.push({ change, since: now(), resolve, reject }));

  await start();
  return {
    commit: (change) => {
      if (gone !== undefined) return Promise.reject(gone);
      if (sending === undefined && sent.length === 0) {
        // The thread begins at once, while others have their turn here, with all that was handed in together.
        sending = true;
        process.nextTick(send);
      } else {
        // It is busy: what comes in this turn of the event loop goes in one message.
        sending ??= setImmediate(send);
      }
      return handIn(change, queue);
    },
    commitSoon: (change) => {
      if (gone !== undefined) return Promise.reject(gone);
      soon ??= setTimeout(() => {
        soon = undefined;
        send();
      }, SOON_MS);
      return handIn(change, unhurried);
    },
    drain: () => {
      draining ??= new Promise<void>((resolve) => {
        drained = resolve;
        gone ??= new StoreUnavailable('the database is closed', 5000);
        if (writing === undefined && queue.length === 0 && unhurried.length === 0) resolve();
        else send();
      });
      return draining;
    },
    end: async () => {
      const ending = writing?.worker;
      writing = undefined;
      if (ending === undefined) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      tell(ending, 'close');
      await ended;
    },
  };
};
