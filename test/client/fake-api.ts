import { once } from 'node:events';
import { createServer } from 'node:http';

export type Received = {
  method: string;
  path: string;
  headers: Record<string, string | undefined>;
  body: string;
};
/** `drop` ends the connection without an answer. A string body is sent as it stands. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'drop';

/** An API on 127.0.0.1 that records what it gets and answers what `reply` says. */
export const startFakeApi = async (reply: (request: Received) => Reply) => {
  const requests: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '' } = request;
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
      );
      const received = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(received);
      const answer = reply(received);
      if (answer === 'drop') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake API has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export type FakeApi = Awaited<ReturnType<typeof startFakeApi>>;

/** Answers the replies one after another, the last one for ever. */
export const inTurn = (...replies: [Reply, ...Reply[]]) => {
  let next = 0;
  return (): Reply => {
    const reply = replies[Math.min(next, replies.length - 1)] ?? replies[0];
    next += 1;
    return reply;
  };
};
