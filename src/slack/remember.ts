/** How long an answer is used when Slack does not give a newer one, in milliseconds. */
const USABLE_MS = 900_000;
/** From this part of its fresh time on an answer is asked for anew, by the way. */
const AGEING_FROM = 0.75;

type Kept<T> = { value: T; at: number; outdated?: true };

/** Answers by key. */
export type Remembered<K, T> = ((key: K) => Promise<T>) & {
  /** What was answered is known to be over: the next to ask gets a new answer, or none. */
  forget: (key: K) => void;
  /** What was answered may be over: the next to ask gets a new answer, or the old one where there is none. */
  outdate: (key: K) => void;
  /** What was answered last, however old. */
  last: (key: K) => T | undefined;
};

/**
 * Asks once for many at the same time, keeps the answer, and falls back on an older one when asking fails. What is asked for
 * in the last quarter of its time is asked anew meanwhile, so that nobody who comes often waits for Slack.
 * @param now wall time in milliseconds
 * @param freshMs how long an answer is given without asking again
 */
export const remember = <K, T>(
  now: () => number,
  freshMs: number,
  ask: (key: K) => Promise<T>,
): Remembered<K, T> => {
  const kept = new Map<K, Kept<T>>();
  const asking = new Map<K, Promise<T>>();

  const askNow = (key: K): Promise<T> => {
    const underWay = asking.get(key);
    if (underWay !== undefined) return underWay;
    const asked: Promise<T> = ask(key)
      .then((value) => {
        // What was asked for before it was forgotten may tell of before.
        if (asking.get(key) === asked) kept.set(key, { value, at: now() });
        return value;
      })
      .finally(() => {
        if (asking.get(key) === asked) asking.delete(key);
      });
    asking.set(key, asked);
    return asked;
  };

  const known = async (key: K): Promise<T> => {
    const before = kept.get(key);
    const age = before === undefined ? Number.POSITIVE_INFINITY : now() - before.at;
    if (before !== undefined && before.outdated === undefined && age < freshMs) {
      if (age >= AGEING_FROM * freshMs) void askNow(key).catch(() => undefined);
      return before.value;
    }
    try {
      return await askNow(key);
    } catch (error) {
      const last = kept.get(key);
      if (last !== undefined && now() - last.at < USABLE_MS) return last.value;
      throw error;
    }
  };

  return Object.assign(known, {
    forget: (key: K): void => {
      kept.delete(key);
      asking.delete(key);
    },
    outdate: (key: K): void => {
      const before = kept.get(key);
      if (before !== undefined) kept.set(key, { ...before, outdated: true });
      asking.delete(key);
    },
    last: (key: K): T | undefined => kept.get(key)?.value,
  });
};
