import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { until } from './until.ts';

/** A callback as it came; `verified` by whom, when a known secret signed it. */
export type Received = {
  id: string;
  at: number;
  path: string;
  verified: string | undefined;
  type: string;
  data: Record<string, unknown>;
};
type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** Where a source takes its callbacks: a real HTTP server that checks signatures and answers as it is told. */
export type CallbackInbox = {
  url: string;
  received: Received[];
  /** Waits for so many callbacks in all and answers with them. */
  count: (n: number) => Promise<Received[]>;
  /** Answers every callback so from now on; 200 until told. */
  answerWith: (answer: Answer) => void;
  stop: () => Promise<void>;
};

/** @param secrets by the name of the source */
export const startCallbackInbox = async (secrets: () => Record<string, string>): Promise<CallbackInbox> => {
  const received: Received[] = [];
  let answer: Answer = { status: 200 };
  const take = async (request: IncomingMessage): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(read(request, Buffer.concat(chunks).toString('utf8'), secrets()));
  };
  const server = createServer((request, response) => {
    void take(request).then(() =>
      response
        .writeHead(answer.status, answer.headers ?? {})
        .end(answer.body === undefined ? undefined : JSON.stringify(answer.body)),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`,
    received,
    count: (n) => until(`${n} callbacks`, () => received.length >= n && received),
    answerWith: (next) => {
      answer = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};

const read = (request: IncomingMessage, body: string, secrets: Record<string, string>): Received => {
  const headers = request.headers as Record<string, string>;
  const verified = Object.entries(secrets).find(([, secret]) => {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  })?.[0];
  const { type, data } = JSON.parse(body) as Pick<Received, 'type' | 'data'>;
  return { id: headers['webhook-id'] ?? '', at: Date.now(), path: request.url ?? '', verified, type, data };
};
