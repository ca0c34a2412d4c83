import type { Instant } from '../core/time.ts';
import type { Logger } from '../logger.ts';
import type { Clock, Store, WakeUps } from '../ports.ts';
import { createKeyedQueue, type KeyedQueue } from './keyed-queue.ts';

/** The workers, each doing all that is due for one key. */
export type Workers = {
  /** Posts and updates the cards of one channel. */
  channel: (channel: string) => Promise<void>;
  /** Delivers the webhooks of one decision. */
  callbacks: (decisionId: string) => Promise<void>;
  /** Does what time asks of one decision's review. */
  review: (decisionId: string) => Promise<void>;
  /** Sends the messages about no decision that wait for one channel. */
  posts: (channel: string) => Promise<void>;
  /** Runs everything that the clock asks for: what it makes due is found afterwards. */
  jobs: () => Promise<void>;
  /** Finds the person behind one e-mail address. */
  person: (email: string) => Promise<void>;
  /** Draws one person's Home tab again. */
  home: (personId: string) => Promise<void>;
};

export type Work = Pick<WakeUps, 'wake'> & {
  /** Looks for what is due, soon. The first look begins everything. */
  look: () => void;
  /** Does all that is due now and settles when nothing more is, or when only retries in the future are left. */
  drain: () => Promise<void>;
  stop: () => Promise<void>;
};

/** However quiet it is, everything is looked at this often, for what a lost wake-up left. */
const SWEEP_MS = 15_000;
const BATCH = 500;
/** The timer is set again so soon after work, in milliseconds. */
const TIMER_SOON_MS = 50;
const DRAIN_ROUNDS = 50;
/** From one look to the next at least, in milliseconds: a burst of wake-ups is one look. The first comes at once. */
const LOOK_GAP_MS = 25;
/** How long a key is left alone after its work failed, in wall milliseconds, doubling. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

type Rest = { failures: number; until: number };
/** One kind of work: the queue of its keys, which are due, and which failed and are left alone for a while. */
type Kind = {
  queue: KeyedQueue;
  resting: Map<string, Rest>;
  due: (now: Instant, limit: number) => Promise<string[]>;
};
/** What work reads of the store. */
type Due = Pick<
  Store,
  | 'dueChannels'
  | 'dueDeliveryDecisions'
  | 'dueReviews'
  | 'duePostChannels'
  | 'duePeople'
  | 'dueHomes'
  | 'nextDue'
>;

/**
 * Work is state, jobs are wake-ups: rows say what is due, a wake-up by key makes one worker look, a timer waits for
 * the next moment at which something becomes due, and a sweep finds what was missed. Nothing lives only here.
 */
export const createWork = (store: Due, clock: Clock, workers: Workers, log: Logger): Work => {
  const report = (error: unknown, key: string): void =>
    log.error({ err: error, key }, 'work failed; it stays due');
  const kindOf = (run: (key: string) => Promise<void>, concurrency: number, due: Kind['due']): Kind => {
    const resting: Kind['resting'] = new Map();
    const onError = (error: unknown, key: string): void => {
      const failures = (resting.get(key)?.failures ?? 0) + 1;
      const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1));
      resting.set(key, { failures, until: performance.now() + rest });
      report(error, key);
    };
    const once = async (key: string): Promise<void> => {
      await run(key);
      resting.delete(key);
    };
    const queue = createKeyedQueue({ run: (key) => once(key).finally(timerSoon), concurrency, onError });
    return { queue, resting, due };
  };
  const callbacks = kindOf(workers.callbacks, 32, (now, limit) => store.dueDeliveryDecisions(now, limit));
  const kinds: Kind[] = [
    kindOf(workers.channel, 16, (now) => store.dueChannels(now)),
    callbacks,
    kindOf(workers.review, 8, (now, limit) => store.dueReviews(now, limit)),
    kindOf(workers.posts, 4, (now) => store.duePostChannels(now)),
    kindOf(workers.person, 2, (now, limit) => store.duePeople(now, limit)),
    kindOf(workers.home, 4, (now, limit) => store.dueHomes(now, limit)),
  ];
  let timer: NodeJS.Timeout | undefined;
  let settingSoon: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let gap: NodeJS.Timeout | undefined;
  let lookAgain = false;
  let stopped = false;

  /**
   * Wakes every key that has something due; answers whether there was any. What failed stays due and is asked for beside
   * the others, so that it never stands in front of them.
   */
  const look = async (rested: boolean): Promise<boolean> => {
    const now = clock.now();
    const found = await Promise.all(
      kinds.map(async ({ queue, resting, due }) => {
        const keys = await due(now, BATCH + resting.size);
        const at = performance.now();
        for (const key of keys) if (!rested || (resting.get(key)?.until ?? 0) <= at) queue.wake(key);
        for (const [key, { until }] of resting) if (until + LONGEST_REST_MS < at) resting.delete(key);
        return keys.length > 0;
      }),
    );
    return found.includes(true);
  };

  const lookSoon = (): void => {
    if (stopped) return;
    if (looking !== undefined || gap !== undefined) {
      lookAgain = true;
      return;
    }
    looking = look(true)
      .then(() => setTimer())
      .catch((error: unknown) => report(error, 'sweep'))
      .finally(() => {
        looking = undefined;
        gap = setTimeout(() => {
          gap = undefined;
          if (!lookAgain) return;
          lookAgain = false;
          lookSoon();
        }, LOOK_GAP_MS);
      });
  };

  /** What ran may have put something off: the timer is set again, once for all that ends within a moment. */
  const timerSoon = (): void => {
    settingSoon ??= setTimeout(() => {
      settingSoon = undefined;
      setTimer().catch((error: unknown) => report(error, 'timer'));
    }, TIMER_SOON_MS);
  };

  const setTimer = async (): Promise<void> => {
    const now = clock.now();
    const next = await store.nextDue(now);
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(lookSoon, Math.min(SWEEP_MS, Math.max(1, (next ?? now + SWEEP_MS) - now)));
  };

  return {
    wake: (queue, key) => {
      if (queue === 'callbacks') callbacks.queue.wake(key);
      else lookSoon();
    },
    look: lookSoon,
    drain: async () => {
      await workers.jobs();
      for (let round = 0; round < DRAIN_ROUNDS && !stopped; round++) {
        await looking;
        if (!(await look(false))) break;
        await Promise.all(kinds.map(({ queue }) => queue.idle()));
      }
      await setTimer();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(settingSoon);
      await looking;
      clearTimeout(gap);
      await Promise.all(kinds.map(({ queue }) => queue.stop()));
    },
  };
};
