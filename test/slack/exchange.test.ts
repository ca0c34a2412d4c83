import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exchange } from '../../src/slack/exchange.ts';

type Answering = (...exchange: Parameters<RequestListener>) => Promise<void> | void;

/** A server for one test; its address. */
const serve = async (answer: Answering): Promise<string> => {
  const server = createServer((request, response) => void answer(request, response));
  // It closes nothing by itself.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const textOf = async (request: Parameters<RequestListener>[0]): Promise<string> => {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return text;
};

describe('the exchange with Slack', () => {
  it('sends what the client gives it and tells what was answered', async () => {
    const url = await serve(async (request, response) => {
      const body = await textOf(request);
      const { authorization, 'content-length': length } = request.headers;
      response.writeHead(200, 'Fine', { 'x-oauth-scopes': 'chat:write', 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, method: request.method, authorization, length, body }));
    });
    const answer = await exchange(5_000)(`${url}api/chat.postMessage`, {
      method: 'POST',
      headers: { Authorization: 'Bearer xoxb-1' },
      body: 'text=Grüße',
    });
    expect(answer).toMatchObject({ status: 200, statusText: 'Fine' });
    expect(answer.headers.get('x-oauth-scopes')).toBe('chat:write');
    expect(await answer.json()).toEqual({
      ok: true,
      method: 'POST',
      authorization: 'Bearer xoxb-1',
      length: '12',
      body: 'text=Grüße',
    });
  });

  it('keeps its connection from one call to the next', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve(async (request, response) => {
      await textOf(request);
      ports.add(request.socket.remotePort);
      response.end('{"ok":true}');
    });
    const call = exchange(5_000);
    for (let n = 0; n < 3; n++) await (await call(url, { method: 'POST', body: '' })).text();
    expect(ports.size).toBe(1);
  });

  it('gives a connection up by itself before the other side may', async () => {
    let closed = (): void => undefined;
    const gone = new Promise<string>((resolve) => {
      closed = () => resolve('closed');
    });
    const url = await serve(async (request, response) => {
      await textOf(request);
      request.socket.once('close', closed);
      response.end('{"ok":true}');
    });
    await (await exchange(5_000, 20)(url, { method: 'POST', body: '' })).text();
    expect(await gone).toBe('closed');
  });

  it.each([
    ['never begins', () => undefined],
    ['begins and never ends', (_request, response) => void response.write('{')],
  ] as [string, Answering][])('gives up in time on an answer that %s', async (_case, answer) => {
    const call = exchange(80)(await serve(answer), { method: 'POST', body: 'a=b' });
    await expect(call).rejects.toThrow('no answer within 80 ms');
  });

  it('follows no redirect', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    expect((await exchange(5_000)(url, { method: 'POST', body: '' })).status).toBe(302);
  });

  it('says why nobody could be reached', async () => {
    await expect(exchange(5_000)('http://127.0.0.1:1/', { method: 'POST', body: '' })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  it('sends files as forms', async () => {
    const url = await serve(async (request, response) => {
      const type = request.headers['content-type'] ?? '';
      response.end(JSON.stringify([type.split(';')[0], (await textOf(request)).includes('week,overridden')]));
    });
    const form = new FormData();
    form.append('file', new Blob(['week,overridden']), 'report.csv');
    const answer = await exchange(5_000)(url, { method: 'POST', body: form });
    expect(await answer.json()).toEqual(['multipart/form-data', true]);
  });

  it('is what the client works with, also where Slack asks for patience', async () => {
    const url = await serve(async (request, response) => {
      const body = await textOf(request);
      if (body.includes('U2')) response.writeHead(429, { 'retry-after': '7' });
      response.end(JSON.stringify({ ok: true, user: { id: 'U1' } }));
    });
    const client = new WebClient('xoxb-1', {
      slackApiUrl: url,
      fetch: exchange(5_000),
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });
    expect((await client.users.info({ user: 'U1' })).user?.id).toBe('U1');
    await expect(client.users.info({ user: 'U2' })).rejects.toMatchObject({ retryAfter: 7 });
  });
});
