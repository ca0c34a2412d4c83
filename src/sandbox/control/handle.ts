/** From a request under `/_sandbox/` to its route and back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson, readRaw } from '../slack/read-body.ts';
import { routes } from './index.ts';
import { isRefused, type Stage } from './route.ts';
import { streamChanges } from './stream.ts';

const reply = (res: ServerResponse, status: number, body: unknown): void => {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
};

const mostBytes = 2 * 1024 * 1024;

/** Callbacks come from the bot, not from a person: they keep their raw body and headers for the signature. */
const receiveCallback = async (stage: Stage, req: IncomingMessage, res: ServerResponse): Promise<void> => {
  const raw = await readRaw(req, mostBytes);
  if (stage.source === undefined || raw === undefined)
    return reply(res, raw === undefined ? 413 : 404, { ok: false, error: 'there is no source here' });
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const { status, body } = await stage.source.receive(headers, raw.toString('utf8'));
  reply(res, status, body ?? { ok: status < 300 });
};

export const answerControl = async (
  stage: Stage,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> => {
  if (req.method === 'GET' && url.pathname === '/_sandbox/stream')
    return streamChanges(stage.world, req, res);
  if (req.method === 'POST' && url.pathname === '/_sandbox/callbacks')
    return receiveCallback(stage, req, res);
  const here = routes.filter((one) => one.path === url.pathname);
  const found = here.find((one) => one.method === req.method);
  if (found === undefined) {
    const others = here.map((one) => one.method).join(', ');
    return reply(res, others === '' ? 404 : 405, {
      ok: false,
      error: others === '' ? `there is no ${url.pathname}` : `use ${others}`,
    });
  }
  const raw = found.method === 'POST' ? await readRaw(req, mostBytes) : Buffer.alloc(0);
  const input =
    found.method === 'GET'
      ? Object.fromEntries(url.searchParams)
      : raw === undefined
        ? undefined
        : parseJson(raw);
  if (input === undefined)
    return reply(res, raw === undefined ? 413 : 400, { ok: false, error: 'the body must be a JSON object' });
  const answer = await found.answer(stage, input);
  if (isRefused(answer))
    return reply(res, answer.status ?? 400, { ok: false, error: answer.refused, ...answer.more });
  reply(res, 200, answer);
};
