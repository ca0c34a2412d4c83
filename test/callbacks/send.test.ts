import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendWebhook } from '../../src/callbacks/send.ts';

let server: Server;
let port = 0;
let seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/redirect') return response.writeHead(302, { location: '/inside' }).end();
    if (request.url === '/large') return response.writeHead(200).end('x'.repeat(1_000_000));
    return response.writeHead(200).end('thanks');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => server.close());

const send = (url: string, hosts: string[] = []): ReturnType<typeof sendWebhook> => {
  seen = [];
  return sendWebhook(url, {}, '{}', hosts);
};

describe('sending a webhook', () => {
  it('reaches an inside address only when the policy lists that very address', async () => {
    expect(await send(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).toEqual({
      status: 200,
      excerpt: 'thanks',
    });
    expect((await send(`http://127.0.0.1:${port}/`)).status).toBeNull();
    expect((await send(`http://127.0.0.1:${port}/`, ['10.0.0.1'])).status).toBeNull();
    expect(seen).toEqual([]);
  });

  it.each([
    'http://localhost:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://172.16.0.1/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://100.64.0.1/',
  ])('does not connect to %s', async (address) => {
    const sent = await send(address.replace('PORT', String(port)), ['example.com']);
    expect(sent.status).toBeNull();
    expect(seen).toEqual([]);
  });

  it('does not follow redirects', async () => {
    expect((await send(`http://127.0.0.1:${port}/redirect`, ['127.0.0.1'])).status).toBe(302);
    expect(seen).toEqual(['/redirect']);
  });

  it('reads no more of an answer than it needs', async () => {
    const sent = await send(`http://127.0.0.1:${port}/large`, ['127.0.0.1']);
    expect(sent).toMatchObject({ status: 200 });
    expect(sent.status === null ? '' : sent.excerpt).toHaveLength(200);
  });

  it('says why nobody answered', async () => {
    const sent = await send('http://127.0.0.1:1/', ['127.0.0.1']);
    expect(sent).toMatchObject({ status: null, error: expect.stringContaining('ECONNREFUSED') });
  });
});
