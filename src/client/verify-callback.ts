import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { CALLBACK_TYPES, type Callback, type UnknownCallback } from './contract.ts';

/** Header names in any case, as `node:http`, `fetch` and frameworks hand them over. */
export type CallbackHeaders = Headers | Record<string, string | readonly string[] | undefined>;

/** Five minutes both ways, as Standard Webhooks advises against replays. */
const TOLERANCE_SECONDS = 300;

/** The callback was not signed with one of our secrets, is too old, or was changed on the way. Answer 401. */
export class UnverifiedCallback extends Error {
  override name = 'UnverifiedCallback';
}

/**
 * Proves that a callback comes from Handraise and reads it.
 *
 * @param secrets each `whsec_…`; one that matches is enough
 * @param rawBody the body exactly as received, before any JSON parser
 * @param now milliseconds on the wall clock
 * @throws {UnverifiedCallback}
 */
export const verifyCallback = (
  secrets: readonly string[],
  headers: CallbackHeaders,
  rawBody: string,
  now: number,
): Callback | UnknownCallback => {
  const read = readerOf(headers);
  const id = read('webhook-id');
  const timestamp = read('webhook-timestamp');
  const signatures = read('webhook-signature');
  if (id === undefined || timestamp === undefined || signatures === undefined) {
    throw new UnverifiedCallback(
      'The headers webhook-id, webhook-timestamp and webhook-signature are needed.',
    );
  }
  if (!/^\d{1,12}$/.test(timestamp)) throw new UnverifiedCallback('webhook-timestamp is not in seconds.');
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new UnverifiedCallback('webhook-timestamp is more than five minutes away from this clock.');
  }
  const sentAt = new Date(Number(timestamp) * 1000);
  const given = signatures.split(' ');
  const matches = secrets.some((secret) => {
    const expected = new Webhook(secret).sign(id, sentAt, rawBody);
    return given.some((signature) => isSame(signature, expected));
  });
  if (!matches) throw new UnverifiedCallback('No signature matches the secret.');
  return readEvent(id, rawBody);
};

type Signed = { type: string; webhook_id: string; timestamp: string; data: unknown };

const readEvent = (webhook_id: string, rawBody: string): Callback | UnknownCallback => {
  let event: { type?: unknown; timestamp?: unknown; data?: unknown } | null;
  try {
    event = JSON.parse(rawBody);
  } catch {
    throw new UnverifiedCallback('The body is signed but is not JSON.');
  }
  const { type, timestamp, data } = event ?? {};
  if (typeof type !== 'string' || typeof timestamp !== 'string') {
    throw new UnverifiedCallback('The body is signed but has no type and timestamp.');
  }
  // The signature vouches for the shape of data: it was written by the server to the same contract.
  const callback = { type, webhook_id, timestamp, data };
  if (isKnown(callback)) return callback;
  return { type: 'unknown', sent_type: type, webhook_id, timestamp, data };
};

const isKnown = (callback: Signed): callback is Callback =>
  CALLBACK_TYPES.some((known) => known === callback.type);

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const readerOf = (headers: CallbackHeaders): ((name: string) => string | undefined) => {
  if (headers instanceof Headers) return (name) => headers.get(name) ?? undefined;
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    const value = byName.get(name);
    return typeof value === 'string' ? value : value?.[0];
  };
};
