import { type Credentials, secretsOf } from './authorize.ts';
import type {
  BatchResult,
  Callback,
  Contest,
  DecisionAnswer,
  InfoAnswer,
  ListedDecision,
  ListPage,
  ListQuery,
  Outcome,
  ResolvedDecision,
  Submission,
  SubmissionAnswer,
  UnknownCallback,
} from './contract.ts';
import { type BatchAnswer, readBatch } from './read-batch.ts';
import { PATIENT, type Retry } from './retry.ts';
import { type Connection, send } from './send.ts';
import { type Sleep, sleep } from './sleep.ts';
import { type CallbackHeaders, verifyCallback } from './verify-callback.ts';
import { waitForResolution } from './wait-for.ts';

export type ClientOptions = Credentials & {
  /** Where the API answers, such as `https://handraise.example.com`. */
  url: string;
  /** The source's name in the policy. Optional: without it the server finds whose secret it is. */
  source?: string;
  /** Tries and waits; the default is five tries over about ten seconds. */
  retry?: Partial<Retry>;
  /** For one try, in milliseconds. */
  timeoutMs?: number;
  /** Ends every call of this client. */
  signal?: AbortSignal;
  /** For tests: the network, wall clock (milliseconds), random numbers and waiting. */
  fetch?: typeof fetch;
  now?: () => number;
  random?: () => number;
  sleep?: Sleep;
};

/** `idempotencyKey` names a call across your own restarts; without one it is safe within the call only. */
export type CallOptions = { idempotencyKey?: string; signal?: AbortSignal };

/** The client of one source. Every method but `verifyCallback` may throw `ProblemError` or the network's error. */
export type Client = {
  submit: (decision: Submission, options?: CallOptions) => Promise<SubmissionAnswer>;
  /** Up to 500 at once; a bad one fails alone. Answers in the order sent; tell them apart with `isProblem`. */
  submitBatch: (decisions: readonly Submission[], options?: CallOptions) => Promise<BatchResult[]>;
  /** `wait` in seconds, at most 30: the server holds its answer until the decision is resolved. */
  get: (id: string, options?: { wait?: number; signal?: AbortSignal }) => Promise<DecisionAnswer>;
  /** The decision once it is resolved, or undefined when the time is over first. */
  waitFor: (
    id: string,
    options: { timeoutMs: number; signal?: AbortSignal },
  ) => Promise<ResolvedDecision | undefined>;
  answerInfo: (id: string, answer: InfoAnswer, options?: CallOptions) => Promise<void>;
  cancel: (id: string, body: { reason: string }, options?: CallOptions) => Promise<void>;
  recordOutcome: (id: string, outcome: Outcome, options?: CallOptions) => Promise<void>;
  contest: (id: string, contest: Contest, options?: CallOptions) => Promise<void>;
  /** From the next decision on everything of the type goes to people. */
  stopType: (type: string, body?: { reason?: string }, options?: CallOptions) => Promise<void>;
  /** `by` is the e-mail address of a person who may start it: a decider of the type or a manager. */
  startType: (type: string, body: { by: string; reason?: string }, options?: CallOptions) => Promise<void>;
  /** Every decision of this source that matches, page by page as they are consumed. */
  list: (
    query?: ListQuery,
    options?: { signal?: AbortSignal },
  ) => AsyncGenerator<ListedDecision, void, undefined>;
  /** Throws `UnverifiedCallback` unless one of the secrets signed exactly this body within five minutes. */
  verifyCallback: (headers: CallbackHeaders, rawBody: string) => Callback | UnknownCallback;
};

/**
 * A client for one source. With an `apiKey` it sends that; with only a `secret` it signs each request. The
 * secret is needed for `verifyCallback` either way.
 *
 * @example
 * const handraise = createClient({ url: 'http://127.0.0.1:3000', secret: process.env.HANDRAISE_SECRET });
 * const answer = await handraise.submit(
 *   {
 *     type: 'expense.report',
 *     external_id: 'EXP-10422',
 *     title: 'Berlin offsite, 1,840.50 EUR',
 *     facts: { amount: { value: 1840.5, currency: 'EUR' } },
 *     recommendation: { option: 'approve', confidence: 0.83 },
 *   },
 *   { idempotencyKey: 'EXP-10422-1' },
 * );
 * if (answer.status === 'pending') await handraise.waitFor(answer.id, { timeoutMs: 3_600_000 });
 */
export const createClient = (options: ClientOptions): Client => {
  const secrets = secretsOf(options.secret);
  if (options.apiKey === undefined && secrets.length === 0) {
    throw new Error('A client needs an apiKey or a secret.');
  }
  const connection: Connection = {
    url: new URL(options.url).href.replace(/\/+$/, ''),
    source: options.source,
    credentials: options,
    retry: { ...PATIENT, ...options.retry },
    timeoutMs: options.timeoutMs ?? 15_000,
    fetch: options.fetch ?? fetch,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    sleep: options.sleep ?? sleep,
    signal: options.signal,
  };

  const post = <T>(path: string, body: unknown, { idempotencyKey, signal }: CallOptions = {}) =>
    send<T>(connection, { method: 'POST', path, body, idempotencyKey, signal });
  const about = (id: string, verb = '') => `/v1/decisions/${encodeURIComponent(id)}${verb}`;

  const ofType = (type: string, verb: string) => `/v1/types/${encodeURIComponent(type)}/${verb}`;

  const get: Client['get'] = (id, { wait, signal } = {}) => {
    const path = `${about(id)}${wait === undefined ? '' : `?wait=${wait}`}`;
    const holdMs = (wait ?? 0) * 1000;
    return send<DecisionAnswer>(connection, { method: 'GET', path, holdMs, signal });
  };

  return {
    submit: (decision, call) => post<SubmissionAnswer>('/v1/decisions', decision, call),
    submitBatch: async (decisions, call) =>
      readBatch(await post<BatchAnswer>('/v1/decisions/batch', { decisions }, call)),
    get,
    waitFor: (id, { timeoutMs, signal }) =>
      waitForResolution({ get, now: connection.now, sleep: connection.sleep }, id, timeoutMs, signal),
    answerInfo: async (id, answer, call) => void (await post<unknown>(about(id, '/info'), answer, call)),
    cancel: async (id, body, call) => void (await post<unknown>(about(id, '/cancel'), body, call)),
    recordOutcome: async (id, outcome, call) =>
      void (await post<unknown>(about(id, '/outcome'), outcome, call)),
    contest: async (id, contest, call) => void (await post<unknown>(about(id, '/contest'), contest, call)),
    stopType: async (type, body = {}, call) => void (await post<unknown>(ofType(type, 'stop'), body, call)),
    startType: async (type, body, call) => void (await post<unknown>(ofType(type, 'start'), body, call)),
    async *list(query = {}, { signal } = {}) {
      let cursor: string | null = null;
      do {
        const path = `/v1/decisions${queryString({ ...query, cursor: cursor ?? undefined })}`;
        const page: ListPage = await send<ListPage>(connection, { method: 'GET', path, signal });
        yield* page.data;
        cursor = page.next_cursor ?? null;
      } while (cursor !== null);
    },
    verifyCallback: (headers, rawBody) => verifyCallback(secrets, headers, rawBody, connection.now()),
  };
};

const queryString = (query: Record<string, string | number | undefined>): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? '' : `?${given.toString()}`;
};
