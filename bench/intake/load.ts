import { Agent, request } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Submission } from '../../src/core/decision/submission.ts';

/** Requests a second and the 99th percentile of their waits in milliseconds. */
export type Taken = { perSecond: number; p99: number };

const CALLERS = 32;

/** Posts so many signed decisions, 32 callers at a time, each waiting for its answer before the next. */
export const postMany = async (
  url: string,
  secret: string,
  count: number,
  make: () => Submission,
): Promise<Taken> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const webhook = new Webhook(secret);
  const waits: number[] = [];
  let left = count;
  let sent = 0;
  const post = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(make());
      const id = `msg_${process.pid}_${performance.now()}_${sent++}`;
      const now = new Date();
      const headers = {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, now, body),
      };
      const started = performance.now();
      const call = request(`${url}/v1/decisions`, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          waits.push(performance.now() - started);
          if (response.statusCode === 202) resolve();
          else reject(new Error(`answered ${response.statusCode}`));
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (left-- > 0) await post();
    }),
  );
  const perSecond = (count * 1000) / (performance.now() - started);
  agent.destroy();
  return { perSecond, p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0 };
};
