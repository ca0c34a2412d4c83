/** Socket Mode: the bot connects to us, and everything goes to it over a WebSocket. https://docs.slack.dev/apis/events-api/using-socket-mode */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isObject } from './arguments.ts';
import type { Ack, Deliver } from './deliver.ts';
import { limits } from './limits.ts';
import type { Json, World } from './world.ts';

/** Bolt's client gives a connection up after 30 s without a ping. */
const pingMs = 10_000;

export type SocketDelivery = {
  deliver: Deliver;
  /** Takes an HTTP upgrade to `/link/`; refuses it without a fresh ticket. */
  upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
  connections: () => number;
  stop: () => void;
};

type Waiting = { resolve: (body: unknown) => void };

export const createSocketDelivery = (world: World): SocketDelivery => {
  const server = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  let turn = 0;

  const hear = (data: string): void => {
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      return; // Slack ignores what it cannot read
    }
    if (!isObject(message) || typeof message['envelope_id'] !== 'string') return;
    waiting.get(message['envelope_id'])?.resolve(message['payload']);
  };

  const welcome = (ws: WebSocket): void => {
    open.push(ws);
    const ping = setInterval(() => ws.ping(), pingMs);
    ping.unref();
    ws.on('message', (data: Buffer) => hear(data.toString('utf8')));
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      clearInterval(ping);
      open.splice(open.indexOf(ws), 1);
    });
    ws.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: { host: 'sandbox', started: null, build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: world.app.id },
      }),
    );
  };

  /** Connections take turns, as Slack spreads its load. */
  const next = (): WebSocket | undefined => {
    const ready = open.filter((one) => one.readyState === WebSocket.OPEN);
    turn += 1;
    return ready[turn % Math.max(ready.length, 1)];
  };

  const deliver: Deliver = async (envelope, payload, retry): Promise<Ack> => {
    const ws = next();
    if (ws === undefined)
      return { status: 0, ack_ms: 0, body: undefined, error: 'the bot has no Socket Mode connection open' };
    const envelope_id = `${world.issue.next('envelope-')}-${world.issue.opaque(12)}`;
    const started = performance.now();
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('operation_timeout: the bot did not ack within 3 s')),
        limits.ackMs,
      );
      const closed = (): void => reject(new Error('the bot closed its connection before it acked'));
      ws.once('close', closed);
      waiting.set(envelope_id, {
        resolve: (body) => {
          clearTimeout(timer);
          ws.off('close', closed);
          resolve(body);
        },
      });
    });
    const message: Json = {
      type: envelope,
      envelope_id,
      payload,
      accepts_response_payload: envelope !== 'events_api',
      ...(envelope === 'events_api'
        ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
        : {}),
    };
    ws.send(JSON.stringify(message));
    const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
    try {
      const body = await answer;
      // Bolt's client turns an ack of plain text into {text}, and one of nothing into {}.
      return {
        status: 200,
        ack_ms: elapsed(),
        body: isObject(body) && Object.keys(body).length === 0 ? undefined : body,
      };
    } catch (error) {
      return {
        status: 0,
        ack_ms: elapsed(),
        body: undefined,
        error: error instanceof Error ? error.message : String(error),
      };
    } finally {
      waiting.delete(envelope_id);
    }
  };

  return {
    deliver,
    upgrade: (req, socket, head) => {
      const ticket = new URL(req.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? '';
      if (!world.socketTickets.delete(ticket) || open.length >= limits.socketConnections) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(req, socket, head, welcome);
    },
    connections: () => open.length,
    stop: () => {
      for (const ws of open) ws.terminate();
      server.close();
    },
  };
};
