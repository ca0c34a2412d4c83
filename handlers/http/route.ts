import type { IncomingMessage } from 'node:http';
import type { Source } from '../../src/core/policy/policy.ts';
import type { World } from '../../src/ports.ts';
import type { RequestKey } from '../../src/usecases/request-key.ts';
import type { Answer } from './problem.ts';

/** What a route is given: the request, read and authenticated. */
export type Call = {
  world: World;
  source: Source;
  /** The `:name` parts of the path. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The parsed JSON body; undefined for GET. */
  body: unknown;
  /** From `Idempotency-Key` or `webhook-id`; undefined when the source sent neither. */
  request: RequestKey | undefined;
  /** Aborted when the caller hangs up or the process stops: whoever is held is answered as things stand. */
  release: AbortSignal;
};

/** What open routes are given: they read no body and know no source. */
export type OpenCall = { world: World; request: IncomingMessage; health: Health };

/** What a person with a monitor wants to know. */
export type Health = {
  /** Whether Slack answered lately. */
  slack: () => 'ok' | 'degraded';
  /** Aborted when the process stops: nothing new is taken, and what is held is answered. */
  stopping: AbortSignal;
  /** Whether cards, callbacks and jobs are at work: `degraded` while their thread is being replaced. */
  background: () => 'ok' | 'degraded';
};

export type Route =
  | { method: 'GET' | 'POST'; path: string; access: 'source'; handle: (call: Call) => Promise<Answer> }
  | { method: 'GET'; path: string; access: 'open'; handle: (call: OpenCall) => Promise<Answer> };
