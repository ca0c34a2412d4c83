import type { DecisionAnswer, ResolvedDecision } from './contract.ts';
import type { Sleep } from './sleep.ts';

/** The longest that the server holds a `GET` (`?wait=30`). */
const HOLD_SECONDS = 30;
/** Between two questions when the server answers at once instead of holding. */
const PAUSE_MS = 1000;

type Waiting = {
  get: (id: string, options: { wait: number; signal?: AbortSignal }) => Promise<DecisionAnswer>;
  now: () => number;
  sleep: Sleep;
};

/** Long-polls until the decision is resolved; undefined when `timeoutMs` is over before that. */
export const waitForResolution = async (
  { get, now, sleep }: Waiting,
  id: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<ResolvedDecision | undefined> => {
  const until = now() + timeoutMs;
  for (;;) {
    const askedAt = now();
    const wait = Math.min(HOLD_SECONDS, Math.max(0, Math.ceil((until - askedAt) / 1000)));
    const answer = await get(id, { wait, ...(signal && { signal }) });
    if (answer.status === 'resolved') return answer;
    const left = until - now();
    if (left <= 0) return undefined;
    const tooSoon = PAUSE_MS - (now() - askedAt);
    if (tooSoon > 0) await sleep(Math.min(tooSoon, left), signal);
  }
};
