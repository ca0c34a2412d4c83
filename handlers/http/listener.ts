import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../src/logger.ts';
import { StoreUnavailable, type World } from '../../src/ports.ts';
import type { RequestKey } from '../../src/usecases/request-key.ts';
import { authenticate, type Secrets } from './authenticate.ts';
import { routes } from './index.ts';
import { type Answer, problem } from './problem.ts';
import { parseJson, readText } from './read-body.ts';
import type { Health, Route } from './route.ts';

export type ApiParts = { world: World; secrets: Secrets; health: Health; log: Logger };

const LONGEST_KEY = 255;
const DRAIN_MS = 1_000;

/** The API as a plain request listener: find the route, authenticate, read, answer. Nothing escapes it. */
export const createApi =
  (parts: ApiParts) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let answer: Answer;
    try {
      answer = await answerTo(parts, request, response);
    } catch (error) {
      answer = answerToFailure(parts, error);
    }
    send(request, response, answer);
  };

const answerTo = async (
  parts: ApiParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer> => {
  const url = urlOf(request);
  if (url === null) return problem('not-found', 'This is no address.');
  const onPath = routes.flatMap((route) => {
    const params = match(route.path, url.pathname);
    return params === undefined ? [] : [{ route, params }];
  });
  if (onPath.length === 0) return problem('not-found', `There is nothing at ${url.pathname.slice(0, 200)}.`);
  const found = onPath.find(
    ({ route }) => route.method === (request.method === 'HEAD' ? 'GET' : request.method),
  );
  if (found === undefined) {
    const allowed = [...new Set(onPath.map(({ route }) => route.method))].join(', ');
    return problem('method-not-allowed', `Use ${allowed}.`, { headers: { allow: allowed } });
  }
  const { route, params } = found;
  if (route.access === 'open') return route.handle({ world: parts.world, request, health: parts.health });
  return answerToSource(parts, { route, params, url, request, response });
};

/** A path is taken as it is: `//x` names no host. Null for what is no address at all. */
const urlOf = ({ url = '/' }: IncomingMessage): URL | null =>
  URL.parse(url.startsWith('/') ? `http://localhost${url}` : url);

type Matched = {
  route: Extract<Route, { access: 'source' }>;
  params: Record<string, string>;
  url: URL;
  request: IncomingMessage;
  response: ServerResponse;
};

const answerToSource = async (
  { world, secrets, health }: ApiParts,
  { route, params, url, request, response }: Matched,
): Promise<Answer> => {
  if (health.stopping.aborted) {
    return problem('unavailable', 'This process is stopping; send it again.', {
      headers: { 'retry-after': '2', connection: 'close' },
    });
  }
  const text = await readText(request);
  if (!text.ok) return text.error;
  const source = authenticate(request.headers, text.value, world.policies.current(), secrets);
  if (!source.ok) return source.error;
  const body = route.method === 'GET' ? undefined : parseJson(request, text.value);
  if (body?.ok === false) return body.error;
  const key = requestKey(request, url.pathname, text.value);
  if (key === 'too_long')
    return problem('malformed', `An idempotency key may have ${LONGEST_KEY} characters.`);
  const hangUp = new AbortController();
  response.on('close', () => hangUp.abort());
  return route.handle({
    world,
    source: source.value,
    params,
    query: url.searchParams,
    body: body?.value,
    request: key,
    release: AbortSignal.any([hangUp.signal, health.stopping]),
  });
};

const requestKey = (
  request: IncomingMessage,
  path: string,
  body: string,
): RequestKey | undefined | 'too_long' => {
  const given = request.headers['idempotency-key'] ?? request.headers['webhook-id'];
  if (typeof given !== 'string' || given === '') return undefined;
  return given.length > LONGEST_KEY
    ? 'too_long'
    : { key: given, request_digest: createHash('sha256').update(`${path}\n${body}`).digest('hex') };
};

/** The `:name` parts of a path that fits the pattern; undefined when it does not. */
const match = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
};

const answerToFailure = ({ log }: ApiParts, error: unknown): Answer => {
  if (error instanceof StoreUnavailable) {
    const seconds = Math.max(1, Math.ceil(error.retryAfterMs / 1000));
    return problem('unavailable', 'The database takes no writes now; nothing was stored. Send it again.', {
      headers: { 'retry-after': String(seconds) },
    });
  }
  log.error({ err: error }, 'a request failed');
  return problem(
    'internal-error',
    'Nothing was stored. Send it again; if it fails again, the log of the process says why.',
  );
};

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers = {} }: Answer,
): void => {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
  if (!request.complete) drain(request);
};

/** Reads on for a moment, so that a caller that is still sending gets to read the answer; then hangs up. */
const drain = (request: IncomingMessage): void => {
  const end = setTimeout(() => request.destroy(), DRAIN_MS);
  request.on('close', () => clearTimeout(end));
  request.resume();
};
