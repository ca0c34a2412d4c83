import { authorize, type Credentials } from './authorize.ts';
import { ProblemError, readProblem } from './problem.ts';
import { isPassing, type Retry, readRetryAfter, waitBeforeNext } from './retry.ts';
import type { Sleep } from './sleep.ts';

/** What every call of a client shares. */
export type Connection = {
  url: string;
  source: string | undefined;
  credentials: Credentials;
  retry: Retry;
  /** For one try, without the time that the server was asked to hold. */
  timeoutMs: number;
  fetch: typeof fetch;
  now: () => number;
  random: () => number;
  sleep: Sleep;
  signal: AbortSignal | undefined;
};

export type Call = {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** Names the call: the same on every retry. Drawn when absent. */
  idempotencyKey?: string | undefined;
  /** How long the server was asked to hold the answer, in milliseconds. */
  holdMs?: number;
  signal?: AbortSignal | undefined;
};

/**
 * Sends one call, repeating it under the same key while the failure may pass (no connection, 429, 502, 503,
 * 504), and returns the parsed answer, trusting the server to keep the contract: `null` for an empty one.
 *
 * @throws {ProblemError} when the API refuses, or still fails after the last try
 * @throws whatever `fetch` threw last when the API cannot be reached, or the abort reason
 */
export const send = async <T>(connection: Connection, call: Call): Promise<T> => {
  const key = call.idempotencyKey ?? crypto.randomUUID();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Error('An idempotency key is 1 to 255 visible ASCII characters without spaces.');
  }
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const stops = [connection.signal, call.signal].filter((signal) => signal !== undefined);
  const stop = stops.length === 0 ? undefined : AbortSignal.any(stops);
  for (let attempt = 1; ; attempt += 1) {
    const tried = await attemptOnce<T>(connection, call, key, body, stop);
    if (tried.ok) return tried.value;
    const asked = tried.error instanceof ProblemError ? tried.error.retryAfterMs : undefined;
    const wait = tried.passing
      ? waitBeforeNext(connection.retry, attempt, asked, connection.random())
      : undefined;
    if (wait === undefined) throw tried.error;
    await connection.sleep(wait, stop);
  }
};

type Tried<T> = { ok: true; value: T } | { ok: false; passing: boolean; error: unknown };

const attemptOnce = async <T>(
  connection: Connection,
  call: Call,
  key: string,
  body: string,
  stop: AbortSignal | undefined,
): Promise<Tried<T>> => {
  const timeout = AbortSignal.timeout(connection.timeoutMs + (call.holdMs ?? 0));
  let status: number;
  let text: string;
  let retryAfterMs: number | undefined;
  try {
    const response = await connection.fetch(`${connection.url}${call.path}`, {
      method: call.method,
      headers: headersOf(connection, call, key, body),
      redirect: 'error', // a redirect would carry the key to another host
      signal: stop === undefined ? timeout : AbortSignal.any([stop, timeout]),
      ...(call.method === 'POST' && { body }),
    });
    status = response.status;
    retryAfterMs = readRetryAfter(response.headers.get('retry-after'), connection.now());
    text = await response.text();
  } catch (error) {
    return { ok: false, passing: stop?.aborted !== true, error };
  }
  if (status < 200 || status > 299) {
    const error = new ProblemError(readProblem(status, text), retryAfterMs);
    return { ok: false, passing: isPassing(status), error };
  }
  try {
    return { ok: true, value: JSON.parse(text === '' ? 'null' : text) };
  } catch (error) {
    const message = `${call.method} ${call.path} answered ${status} with something that is not JSON: ${text.slice(0, 100)}`;
    return { ok: false, passing: false, error: new Error(message, { cause: error }) };
  }
};

const headersOf = (
  { credentials, source, now }: Connection,
  call: Call,
  key: string,
  body: string,
): Record<string, string> => ({
  accept: 'application/json, application/problem+json',
  ...(source !== undefined && { 'handraise-source': source }),
  ...(call.method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': key }),
  ...authorize(credentials, key, now(), body),
});
