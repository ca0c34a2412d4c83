/** Signed requests to the bot's URL. https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Ack, Deliver, Envelope } from './deliver.ts';
import { limits } from './limits.ts';
import type { Json, World } from './world.ts';

/** `v0=` and the hex HMAC-SHA256 of `v0:<unix seconds>:<body>`. */
const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

const form = 'application/x-www-form-urlencoded';

const encoders: Record<Envelope, (payload: Json) => { type: string; body: string }> = {
  events_api: (payload) => ({ type: 'application/json', body: JSON.stringify(payload) }),
  interactive: (payload) => ({
    type: form,
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  }),
  slash_commands: (payload) => {
    const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
    return { type: form, body: new URLSearchParams(fields).toString() };
  },
};

const parsed = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const LATE = 'late';
/** A connection is given up when unused for so long, a second before Node's servers do: what is sent at that moment is lost. */
const unusedMs = 4_000;

/**
 * One POST over Node's own HTTP, and the answer's text. A global fetch with a timeout would do the same, but leaves the
 * collector so much to do that the pauses would count as the bot's.
 */
const post = (
  agent: Agent,
  target: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const sending = request(
      target,
      { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    const late = setTimeout(() => {
      reject(new Error(LATE));
      sending.destroy();
    }, limits.ackMs);
    sending.on('error', reject);
    sending.on('close', () => clearTimeout(late));
    sending.end(body);
  });

/** `target` is read at each delivery, since a restarted bot may listen elsewhere. */
export const createHttpDelivery = (world: World, target: () => string): Deliver => {
  const agent = new Agent({ keepAlive: true, timeout: unusedMs });
  return async (envelope, payload, retry): Promise<Ack> => {
    const { type, body } = encoders[envelope](payload);
    const timestamp = String(Math.floor(world.wall() / 1000));
    const started = performance.now();
    const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
    try {
      const { status, text } = await post(
        agent,
        target(),
        {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signatureOf(world.tokens.signing_secret, timestamp, body),
          ...(retry === undefined
            ? {}
            : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
        },
        body,
      );
      const ok = status >= 200 && status < 300;
      const error = ok ? {} : { error: `the bot answered ${status}` };
      return { status, ack_ms: elapsed(), body: parsed(text), ...error };
    } catch (error) {
      const late = error instanceof Error && error.message === LATE;
      return {
        status: 0,
        ack_ms: elapsed(),
        body: undefined,
        error: late
          ? 'operation_timeout: the bot did not ack within 3 s'
          : `the bot cannot be reached at ${target()}`,
      };
    }
  };
};
