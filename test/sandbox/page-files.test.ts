import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servePage } from '../../src/sandbox/page.ts';

let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((req, res) => {
    void servePage(req, res).then((served) => served || res.writeHead(418).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = JSON.parse(JSON.stringify(server.address()));
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close());

/** Addresses that a document, style or module of the page names. */
const named = (text: string): string[] =>
  [...text.matchAll(/(?:(?:href|src)="|from '|import '|url\()([^"')]+)/g)].map((match) => match[1] ?? '');

it('serves everything that its own files name, and names nothing elsewhere', async () => {
  const seen = new Map<string, number>();
  const visit = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    const response = await fetch(address);
    seen.set(address, response.status);
    const text = await response.text();
    await Promise.all(named(text).map((one) => visit(new URL(one, address).href)));
  };
  await visit(`${url}/`);
  expect([...seen].filter(([address, status]) => status !== 200 || !address.startsWith(url))).toEqual([]);
  expect([...seen.keys()].filter((one) => one.endsWith('.ts')).length).toBeGreaterThan(40);
});

it('strips the types and says that the answer is a script', async () => {
  const response = await fetch(`${url}/page/live/model.ts`);
  expect(response.headers.get('content-type')).toMatch('text/javascript');
  const script = await response.text();
  expect(script).not.toContain('interface Model');
  expect(script).toContain('export const model');
});

it('lets the page load and call nothing but this server, and make no markup from text', async () => {
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "trusted-types 'none'",
  ]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
});

it.each([
  '/page/../page.ts',
  '/page/%2e%2e/page.ts',
  '/page/..%2fserver.ts',
  '/page//etc/passwd',
  '/page/tsconfig.json',
  '/page/nothing.ts',
  '/page/',
])('has nothing at %s', async (path) => {
  const { hostname, port } = new URL(url);
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => resolve(response.statusCode))
      .on('error', reject)
      .end();
  });
  expect([404, 418]).toContain(status);
});

it('leaves other addresses to others and takes no POST', async () => {
  expect((await fetch(`${url}/api/auth.test`)).status).toBe(418);
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
});
