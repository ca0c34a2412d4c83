/** How often and how patiently a call is repeated. Times in milliseconds. */
export type Retry = {
  /** Tries in all; 1 never repeats. */
  attempts: number;
  /** Before the second try; doubles each time. */
  baseMs: number;
  /** No wait is longer. A server that asks for more is told to the caller instead of waited for. */
  capMs: number;
};

export const PATIENT: Retry = { attempts: 5, baseMs: 500, capMs: 30_000 };

/** Answers after which the same call may succeed. The idempotency key makes repeating it safe. */
const PASSING = new Set([429, 502, 503, 504]);
export const isPassing = (status: number): boolean => PASSING.has(status);

/**
 * The `Retry-After` header in milliseconds from `now`: seconds or an HTTP date
 * (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). Undefined when absent or unreadable.
 */
export const readRetryAfter = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/**
 * How long to wait before the try after number `attempt` (from 1), or undefined to give up. Without a wish of
 * the server the wait is drawn between half and all of an exponentially growing step, so that many clients
 * don't come back at once; `draw` is a random number from 0 to 1.
 */
export const waitBeforeNext = (
  retry: Retry,
  attempt: number,
  retryAfterMs: number | undefined,
  draw: number,
): number | undefined => {
  if (attempt >= retry.attempts) return undefined;
  const step = Math.min(retry.capMs, retry.baseMs * 2 ** (attempt - 1));
  if (retryAfterMs === undefined) return step * (0.5 + draw / 2);
  if (retryAfterMs > retry.capMs) return undefined;
  return retryAfterMs + (step * draw) / 2;
};
