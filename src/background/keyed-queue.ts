/**
 * Runs one piece of work a key at a time, many keys side by side. A key that is woken while its work runs is run
 * once more afterwards: ten wake-ups in a second become one or two runs, and order holds within a key.
 */
export type KeyedQueue = {
  wake: (key: string) => void;
  /** Settles when no key runs or waits. */
  idle: () => Promise<void>;
  /** Takes no new wake-ups; settles when what runs has ended. */
  stop: () => Promise<void>;
};

export type KeyedQueueOptions = {
  /** Does all that is due for the key. What it throws is reported and the key is left to the sweep. */
  run: (key: string) => Promise<void>;
  /** How many keys run at once. */
  concurrency: number;
  onError: (error: unknown, key: string) => void;
};

export const createKeyedQueue = ({ run, concurrency, onError }: KeyedQueueOptions): KeyedQueue => {
  const waiting = new Set<string>();
  const running = new Set<string>();
  const again = new Set<string>();
  let idlers: (() => void)[] = [];
  let stopped = false;

  const settle = (): void => {
    if (waiting.size > 0 || running.size > 0) return;
    const told = idlers;
    idlers = [];
    for (const tell of told) tell();
  };

  const start = (): void => {
    for (const key of waiting) {
      if (running.size >= concurrency) return;
      waiting.delete(key);
      running.add(key);
      void work(key);
    }
  };

  const work = async (key: string): Promise<void> => {
    try {
      await run(key);
    } catch (error) {
      onError(error, key);
    } finally {
      running.delete(key);
      if (again.delete(key) && !stopped) waiting.add(key);
      start();
      settle();
    }
  };

  const idle = (): Promise<void> =>
    waiting.size === 0 && running.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => idlers.push(resolve));

  return {
    wake: (key) => {
      if (stopped) return;
      if (running.has(key)) again.add(key);
      else waiting.add(key);
      start();
    },
    idle,
    stop: () => {
      stopped = true;
      waiting.clear();
      again.clear();
      return idle();
    },
  };
};
