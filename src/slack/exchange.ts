import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/**
 * Connections are kept between calls, since a modal must be opened within the three seconds of its trigger, but for no longer
 * than servers keep theirs at the least (Node's: 5 s): a call on one that is just being closed is lost, and a post may not be
 * sent twice to find out.
 */
const UNUSED_MS = 4_000;

/**
 * What Slack's client uses in place of the global `fetch`, over Node's own HTTP. Each global fetch leaves weak references
 * and, with a timeout, an abort signal that outlives it by seconds: at 100 presses a second the collector's pauses were
 * three times as long, and those who press wait for them. Redirects are not followed, which is what the client asks for.
 * @param timeoutMs from the call to the last byte of its answer
 * @param unusedMs how long a connection is kept without use
 */
export const exchange = (timeoutMs: number, unusedMs = UNUSED_MS): typeof fetch => {
  const kept = { keepAlive: true, maxFreeSockets: 32, timeout: unusedMs };
  const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent(kept) };
  return async (input, init = {}) => {
    const { method = 'GET', headers, body } = init;
    // Files go as forms, and seldom.
    if (typeof body !== 'string' && body !== undefined && body !== null)
      return fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const url = new URL(input instanceof Request ? input.url : input);
    const secure = url.protocol === 'https:';
    const sent = Buffer.from(body ?? '');
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...Object.fromEntries(new Headers(headers)), 'content-length': String(sent.length) },
      agent: agents[secure ? 'https:' : 'http:'],
    });
    let tooLate: Error | undefined;
    const timer = setTimeout(() => {
      tooLate = new Error(`no answer within ${timeoutMs} ms`);
      request.destroy(tooLate);
    }, timeoutMs);
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.once('response', resolve);
        request.once('error', reject);
        request.end(sent);
      });
      const parts: Buffer[] = [];
      for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
      return answered(response, Buffer.concat(parts));
    } catch (error) {
      // An answer that stops half-way is only called aborted.
      throw tooLate ?? error;
    } finally {
      clearTimeout(timer);
    }
  };
};

/** Statuses whose answers have no body, says the Fetch standard. https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS: readonly number[] = [101, 204, 205, 304];

const answered = (
  { statusCode = 502, statusMessage = '', headers }: IncomingMessage,
  body: Buffer,
): Response => {
  const pairs = Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new Response(BODILESS.includes(statusCode) ? null : new Uint8Array(body), {
    status: statusCode,
    statusText: statusMessage,
    headers: pairs,
  });
};
