/** `/api/<method>`: who calls, may they, does a fault hit, and then the method itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { textOf } from './arguments.ts';
import { logCall } from './calls.ts';
import { findChannel } from './conversations.ts';
import { takeFault } from './faults.ts';
import type { Answer, Method } from './method.ts';
import { refuse } from './method.ts';
import { methods } from './methods/index.ts';
import { overPace } from './pace.ts';
import { parseArguments, readRaw } from './read-body.ts';
import type { Json, World } from './world.ts';

const byName = new Map(methods.map((one) => [one.name, one]));
const mostBytes = 4 * 1024 * 1024;

const bearerOf = (req: IncomingMessage, args: Json): string | undefined =>
  /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1]?.trim() ?? textOf(args, 'token');

/** Token and scopes, in the order in which Slack complains. */
const refusedAccess = (
  world: World,
  method: Method,
  args: Json,
  token: string | undefined,
): Answer | undefined => {
  if (token === undefined) return refuse('not_authed');
  const kind = token === world.tokens.bot ? 'bot' : token === world.tokens.app ? 'app' : undefined;
  if (kind === undefined) return refuse('invalid_auth');
  if (method.token !== 'any' && method.token !== kind) return refuse('not_allowed_token_type');
  const needed = typeof method.scopes === 'function' ? method.scopes(world, args) : method.scopes;
  const lacking = needed.filter((scope) => !world.manifest.scopes.has(scope));
  if (lacking.length === 0) return undefined;
  return {
    ok: false,
    error: 'missing_scope',
    needed: lacking.join(','),
    provided: [...world.manifest.scopes].join(','),
  };
};

const send = (
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(JSON.stringify(body));
};

const tooMany = (res: ServerResponse, seconds: number): void =>
  send(res, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });

/** Answers one Web API call. Every call is logged, also one that gets no answer (status 0). */
export const answerWebApi = async (
  world: World,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> => {
  const name = url.pathname.slice('/api/'.length);
  const raw = await readRaw(req, mostBytes);
  const args = raw === undefined ? undefined : parseArguments(req, raw, url.searchParams);
  if (args === undefined) {
    logCall(world, { method: name, body: {}, status: raw === undefined ? 413 : 200, error: 'invalid_json' });
    return send(res, raw === undefined ? 413 : 200, { ok: false, error: 'invalid_json' });
  }
  const channel = findChannel(world, textOf(args, 'channel'))?.id ?? textOf(args, 'channel');
  const log = (status: number, error?: string): void =>
    logCall(world, { method: name, body: args, status, ...(error === undefined ? {} : { error }) });
  const fault = takeFault(world, { method: name, ...(channel === undefined ? {} : { channel }) }, [
    '429',
    '500',
    'hang',
    'drop_after',
    'refuse',
  ]);
  switch (fault?.kind) {
    case '429':
      log(429, 'ratelimited');
      return tooMany(res, fault.retry_after);
    case '500':
      log(500, 'internal_error');
      return send(res, 500, { ok: false, error: 'internal_error' });
    case 'hang':
      log(0, 'hang');
      return;
    case 'refuse':
      log(0, 'refuse');
      req.socket.destroy();
      return;
    default:
  }
  const method = byName.get(name);
  if (method === undefined) {
    log(200, 'unknown_method');
    return send(res, 200, { ok: false, error: 'unknown_method', req_method: name });
  }
  const refused = refusedAccess(world, method, args, bearerOf(req, args));
  const wait = refused === undefined ? overPace(world, name, channel) : 0;
  if (wait > 0) {
    log(429, 'ratelimited');
    return tooMany(res, wait);
  }
  const answer = refused ?? method.run(world, args);
  if (fault?.kind === 'drop_after') {
    log(0, 'drop_after');
    req.socket.destroy();
    return;
  }
  log(200, answer.error);
  send(res, 200, answer, { 'x-oauth-scopes': [...world.manifest.scopes].join(',') });
};
