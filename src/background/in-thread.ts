import { Worker } from 'node:worker_threads';
import type { Beside } from '../../db/sqlite/store.ts';
import type { Logger } from '../logger.ts';
import type { WakeUpQueue, WakeUps } from '../ports.ts';
import type { Background } from './background.ts';
import type { FromThread, Known, ThreadData, ToThread } from './messages.ts';

export type InThreadParts = Omit<ThreadData, 'store' | 'known'> & {
  /** A way into the store for each thread that is started. */
  beside: () => Beside;
  /** What is known now. */
  known: () => Known;
  changed: WakeUps['changed'];
  log: Pick<Logger, 'error'>;
  /** The program of the thread. */
  thread?: URL;
};

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ownThread = new URL(`./thread${extension}`, import.meta.url);

/** How long after its end a thread is replaced, in milliseconds, doubling while the new ones end, too. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
/** A thread that lived so long did not fail at its start, in milliseconds. */
const SETTLED_MS = 60_000;

/**
 * The background in a thread of its own, so that nobody who presses a button waits for a card, a report or a slow receiver.
 * Nothing lives in it alone: one that ends is replaced, and finds in the store what is due.
 */
export const backgroundInThread = ({
  beside,
  known,
  changed,
  log,
  thread = ownThread,
  ...data
}: InThreadParts): Background => {
  let worker: Worker | undefined;
  let told = known();
  let woken = new Map<string, [WakeUpQueue, string]>();
  let saying: NodeJS.Immediate | undefined;
  let resting: NodeJS.Timeout | undefined;
  let rest = FIRST_REST_MS;
  let stopping = false;
  let last = 0;
  const drains = new Map<number, () => void>();
  const inquiries = new Map<number, PromiseWithResolvers<void>>();
  const begun = Promise.withResolvers<void>();

  const post = (message: ToThread): void =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker?.postMessage(message);

  /** Says something, after what it rests on. */
  const say = (message: ToThread): void => {
    const now = known();
    if (now.policy !== told.policy || now.clockOffsetMs !== told.clockOffsetMs)
      post({ kind: 'known', known: now });
    told = now;
    post(message);
  };

  const hear = (message: FromThread): void => {
    if (message.kind === 'ready') return begun.resolve();
    if (message.kind === 'changed') return changed(message.decisionId);
    if (message.kind === 'answered') {
      inquiries.get(message.id)?.resolve();
      inquiries.delete(message.id);
      return;
    }
    drains.get(message.id)?.();
    drains.delete(message.id);
  };

  /** Whoever asked finds their answer elsewhere. */
  const leaveUnanswered = (): void => {
    for (const { reject } of inquiries.values()) reject(new Error('the background has ended'));
    inquiries.clear();
  };

  const start = (): void => {
    told = known();
    const store = beside();
    const workerData: ThreadData = { ...data, store, known: told };
    const started = new Worker(thread, { workerData, transferList: [store.port] });
    const since = performance.now();
    started.on('message', hear);
    started.once('error', (error) =>
      log.error({ err: error }, 'the thread of the background failed; nothing is lost, and it is replaced'),
    );
    started.once('exit', () => {
      begun.resolve();
      if (worker !== started) return;
      leaveUnanswered();
      if (stopping) return;
      worker = undefined;
      if (performance.now() - since > SETTLED_MS) rest = FIRST_REST_MS;
      resting = setTimeout(start, rest);
      rest = Math.min(LONGEST_REST_MS, 2 * rest);
    });
    worker = started;
    for (const id of drains.keys()) say({ kind: 'drain', id });
  };

  return {
    state: () => (worker === undefined ? 'degraded' : 'ok'),
    begun: begun.promise,
    wake: (queue, key) => {
      woken.set(`${queue} ${key}`, [queue, key]);
      saying ??= setImmediate(() => {
        const keys = [...woken.values()];
        woken = new Map();
        saying = undefined;
        say({ kind: 'wake', keys });
      });
    },
    look: () => (worker === undefined && resting === undefined ? start() : say({ kind: 'look' })),
    forget: (changed) => say({ kind: 'forget', changed }),
    inquire: (inquiry) => {
      if (worker === undefined || stopping) return Promise.reject(new Error('the background is not at work'));
      const asked = Promise.withResolvers<void>();
      inquiries.set((last += 1), asked);
      say({ kind: 'inquire', id: last, inquiry });
      return asked.promise;
    },
    drain: () =>
      new Promise((resolve) => {
        drains.set((last += 1), resolve);
        say({ kind: 'drain', id: last });
      }),
    stop: async () => {
      stopping = true;
      clearTimeout(resting);
      clearImmediate(saying);
      for (const settle of drains.values()) settle();
      if (worker === undefined) return;
      const ended = new Promise((resolve) => worker?.once('exit', resolve));
      post({ kind: 'stop' });
      await ended;
    },
  };
};
