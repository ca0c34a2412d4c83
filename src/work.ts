import { createKeyedQueue } from './keyed-queue.ts';
import type { Logger } from './logger.ts';
import type { Changes, Clock, Store, WakeUps } from './ports.ts';

/** The workers, each doing all that is due for one key. */
export type Workers = {
  /** Posts and updates the cards of one channel. */
  channel: (channel: string) => Promise<void>;
  /** Delivers the webhooks of one decision. */
  callbacks: (decisionId: string) => Promise<void>;
  /** Does what time asks of one decision's review. */
  review: (decisionId: string) => Promise<void>;
};

export type Work = {
  wakeUps: WakeUps;
  changes: Changes;
  start: () => void;
  /** Does all that is due now and settles when nothing more is, or when only retries in the future are left. */
  drain: () => Promise<void>;
  stop: () => Promise<void>;
};

/** However quiet it is, everything is looked at this often, for what a lost wake-up left. */
const SWEEP_MS = 15_000;
const BATCH = 500;
const DRAIN_ROUNDS = 50;

/**
 * Work is state, jobs are wake-ups: rows say what is due, a wake-up by key makes one worker look, a timer waits for
 * the next moment at which something becomes due, and a sweep finds what was missed. Nothing lives only here.
 */
export const createWork = (store: Store, clock: Clock, workers: Workers, log: Logger): Work => {
  const report = (error: unknown, key: string): void =>
    log.error({ err: error, key }, 'work failed; it stays due');
  const channels = createKeyedQueue({ run: workers.channel, concurrency: 16, onError: report });
  const callbacks = createKeyedQueue({ run: workers.callbacks, concurrency: 32, onError: report });
  const reviews = createKeyedQueue({ run: workers.review, concurrency: 8, onError: report });
  const listeners = new Map<string, Set<() => void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;

  /** Wakes every key that has something due. */
  const look = async (): Promise<void> => {
    const now = clock.now();
    const [inChannels, toSources, inReviews] = await Promise.all([
      store.dueChannels(now),
      store.dueDeliveryDecisions(now, BATCH),
      store.dueReviews(now, BATCH),
    ]);
    for (const key of inChannels) channels.wake(key);
    for (const key of toSources) callbacks.wake(key);
    for (const key of inReviews) reviews.wake(key);
  };

  const lookSoon = (): void => {
    if (stopped) return;
    if (looking !== undefined) {
      lookAgain = true;
      return;
    }
    looking = look()
      .then(setTimer)
      .catch((error: unknown) => report(error, 'sweep'))
      .finally(() => {
        looking = undefined;
        if (lookAgain) {
          lookAgain = false;
          lookSoon();
        }
      });
  };

  const setTimer = async (): Promise<void> => {
    const now = clock.now();
    const next = await store.nextDue(now);
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(lookSoon, Math.min(SWEEP_MS, Math.max(1, (next ?? now + SWEEP_MS) - now)));
  };

  const idle = async (): Promise<void> => {
    await Promise.all([channels.idle(), callbacks.idle(), reviews.idle()]);
  };

  return {
    wakeUps: {
      wake: (queue, decisionId) => {
        if (queue === 'callbacks') callbacks.wake(decisionId);
        else lookSoon();
      },
      changed: (decisionId) => {
        const told = listeners.get(decisionId);
        listeners.delete(decisionId);
        for (const tell of told ?? []) tell();
      },
    },
    changes: {
      next: (decisionId, ms, signal) => {
        const set = listeners.get(decisionId) ?? new Set();
        listeners.set(decisionId, set);
        let stop = (): void => undefined;
        const happened = new Promise<void>((resolve) => {
          const timeout = setTimeout(resolve, Math.max(0, ms));
          set.add(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
          stop = () => {
            clearTimeout(timeout);
            set.delete(resolve);
            if (set.size === 0 && listeners.get(decisionId) === set) listeners.delete(decisionId);
            resolve();
          };
        });
        return { happened: happened.finally(stop), stop };
      },
    },
    start: lookSoon,
    drain: async () => {
      for (let round = 0; round < DRAIN_ROUNDS && !stopped; round++) {
        await looking;
        await look();
        await idle();
        const now = clock.now();
        const left = await Promise.all([
          store.dueChannels(now),
          store.dueDeliveryDecisions(now, 1),
          store.dueReviews(now, 1),
        ]);
        if (left.every((keys) => keys.length === 0)) break;
      }
      await setTimer();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all([channels.stop(), callbacks.stop(), reviews.stop()]);
    },
  };
};
