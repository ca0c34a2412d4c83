import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { DecisionAnswer, ListPage, Problem, ResolvedDecision } from '../../src/client/contract.ts';

/** One answer of the API, as it came over the wire. */
export type Reply<T = unknown> = { status: number; body: T; headers: Headers };
export type Credentials = { api_key: string; secret: string };
/** What a decision's answer or a problem may hold; each test knows which of them it expects. */
export type Sent = Pick<ResolvedDecision, 'id' | 'revision' | 'route' | 'option' | 'disposition'> &
  Omit<Problem, 'status'> & { status: string | number; due_at?: string | null; url?: string; state?: string };

/** A source system that speaks to the API over HTTP with its own credentials. */
export type SourceSide = {
  submit: (submission: unknown, headers?: Record<string, string>) => Promise<Reply<Sent>>;
  batch: (decisions: unknown[], headers?: Record<string, string>) => Promise<Reply<{ results: Sent[] }>>;
  /** The decision; fails when the source may not see it. `wait` in seconds holds the answer. */
  get: (id: string, wait?: number) => Promise<DecisionAnswer>;
  list: (query?: string) => Promise<ListPage>;
  /** POSTs below a decision: `info`, `cancel`, `outcome`. */
  about: (id: string, verb: string, body: unknown, headers?: Record<string, string>) => Promise<Reply<Sent>>;
  /** Any request with the bearer key, for what no well-behaved client would send. */
  ask: (method: string, path: string, options?: Raw) => Promise<Reply<Sent>>;
  /** A signed request: `at` in wall milliseconds, `id` is the webhook-id, both free to be wrong. */
  signed: (
    method: string,
    path: string,
    body?: unknown,
    sign?: { id?: string; at?: number; secret?: string; headers?: Record<string, string> },
  ) => Promise<Reply<Sent>>;
};

type Raw = { body?: string; headers?: Record<string, string>; bare?: boolean };

export const sourceSide = (api: string, { api_key, secret }: Credentials): SourceSide => {
  const send = async <T>(path: string, init: RequestInit): Promise<Reply<T>> => {
    const response = await fetch(`${api}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: response.headers,
    };
  };
  const json = { authorization: `Bearer ${api_key}`, 'content-type': 'application/json' };
  const post = <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply<T>> =>
    send<T>(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
  const read = async <T>(path: string): Promise<T> => {
    const { status, body } = await send<T>(path, { headers: json });
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  return {
    submit: (submission, headers) => post('/v1/decisions', submission, headers),
    batch: (decisions, headers) => post('/v1/decisions/batch', { decisions }, headers),
    get: (id, wait) => read(`/v1/decisions/${id}${wait === undefined ? '' : `?wait=${wait}`}`),
    list: (query = '') => read(`/v1/decisions${query === '' ? '' : `?${query}`}`),
    about: (id, verb, body, headers) => post(`/v1/decisions/${id}/${verb}`, body, headers),
    ask: (method, path, { body, headers = {}, bare = false } = {}) =>
      send(path, {
        method,
        headers: bare ? headers : { ...json, ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    signed: (method, path, body, { id = `msg_${randomUUID()}`, at = Date.now(), ...other } = {}) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      return send(path, {
        method,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at / 1000)),
          'webhook-signature': new Webhook(other.secret ?? secret).sign(id, new Date(at), text),
          ...other.headers,
        },
        ...(text === '' ? {} : { body: text }),
      });
    },
  };
};
