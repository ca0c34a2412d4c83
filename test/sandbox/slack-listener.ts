/** A bare HTTP server in the bot's place: it keeps what arrives and answers as it is told. */
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type Received = { headers: IncomingHttpHeaders; raw: string; payload: unknown };
export type Listener = {
  url: string;
  received: Received[];
  /** Answers the n-th request (from 0); undefined means never. */
  answer: (respond: (n: number) => { status: number; body?: string } | undefined) => void;
  stop: () => Promise<void>;
};

const payloadOf = (raw: string): unknown =>
  JSON.parse(raw.startsWith('{') ? raw : (new URLSearchParams(raw).get('payload') ?? '{}'));

export const startListener = async (): Promise<Listener> => {
  const received: Received[] = [];
  let respond: (n: number) => { status: number; body?: string } | undefined = () => ({ status: 200 });
  const server = createServer((req, res) => {
    let raw = '';
    req.on('data', (part: Buffer) => (raw += part.toString()));
    req.on('end', () => {
      received.push({ headers: req.headers, raw, payload: payloadOf(raw) });
      const answer = respond(received.length - 1);
      if (answer !== undefined) res.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/slack/events`,
    received,
    answer: (next) => {
      respond = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
