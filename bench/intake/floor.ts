// The floor: a server that checks the signature, validates with zod and commits three rows durably, and does
// nothing else. Prints its address on stdout.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Webhook } from 'standardwebhooks';
import { submissionSchema } from '../../src/core/decision/submission.ts';
import { createIds } from '../../src/ids.ts';

const [file = '', secret = ''] = process.argv.slice(2);
const worker = new Worker(new URL('floor-writer.ts', import.meta.url), { workerData: { file } });
const ids = createIds();
const webhook = new Webhook(secret);

type Waiting = { id: string; body: string; done: () => void };
let queued: Waiting[] = [];
let running: Waiting[] = [];
const flush = (): void => {
  if (running.length > 0 || queued.length === 0) return;
  running = queued;
  queued = [];
  worker.postMessage(running.map(({ id, body }) => ({ id, body })));
};
worker.on('message', () => {
  for (const { done } of running) done();
  running = [];
  flush();
});

const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  webhook.verify(body, request.headers as Record<string, string>, { jsonParse: false });
  submissionSchema.parse(JSON.parse(body));
  const id = ids.next('dec');
  await new Promise<void>((done) => {
    queued.push({ id, body, done });
    flush();
  });
  response
    .writeHead(202, { 'content-type': 'application/json' })
    .end(JSON.stringify({ id, status: 'pending' }));
};

const server = createServer((request, response) => void take(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
