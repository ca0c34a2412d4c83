/** Lets so many through at once and then one at a time. All times are wall time in milliseconds. */
export type Pace = { burst: number; everyMs: number };

/** About one message a second per channel, short bursts tolerated. https://docs.slack.dev/apis/web-api/rate-limits */
export const POSTS: Pace = { burst: 4, everyMs: 1_050 };
/** chat.update is tier 3: 50 and more a minute for the workspace. */
export const UPDATES: Pace = { burst: 10, everyMs: 1_050 };

export type Pacer = {
  /** Waits until the key may go on. */
  turn: (key: string, pace: Pace) => Promise<void>;
  /** Nobody with this key goes on before so many milliseconds have passed (Slack's Retry-After). */
  pause: (key: string, ms: number) => void;
};

type Timing = { now: () => number; sleep: (ms: number) => Promise<void> };

/**
 * A leaky bucket per key. Turns are given in the order in which they were asked for.
 * @param timing wall clock and a way to wait, given in tests
 */
export const createPacer = ({ now, sleep }: Timing): Pacer => {
  const buckets = new Map<string, { level: number; at: number; notBefore: number; queue: Promise<void> }>();
  const bucket = (key: string) => {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    const made = { level: 0, at: now(), notBefore: 0, queue: Promise.resolve() };
    buckets.set(key, made);
    return made;
  };
  return {
    turn: (key, { burst, everyMs }) => {
      const it = bucket(key);
      it.queue = it.queue.then(async () => {
        for (;;) {
          const at = now();
          it.level = Math.max(0, it.level - (at - it.at) / everyMs);
          it.at = at;
          const full = it.level > burst - 1 ? (it.level - (burst - 1)) * everyMs : 0;
          const wait = Math.max(full, it.notBefore - at);
          if (wait <= 0) break;
          await sleep(wait);
        }
        it.level += 1;
      });
      return it.queue;
    },
    pause: (key, ms) => {
      const it = bucket(key);
      it.notBefore = Math.max(it.notBefore, now() + ms);
    },
  };
};
