import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { useAgent } from 'request-filtering-agent';
import type { Sent } from '../ports.ts';

const TIMEOUT_MS = 15_000;
const MOST_READ = 64 * 1024;
const SHOWN = 200;

/**
 * Posts a webhook. Redirects are not followed; the address is checked again when the connection is made, after
 * the name was resolved, so that no name can lead inside unless the policy lists that very address.
 * @param hosts the source's callback hosts: addresses among them may be private ones
 */
export const sendWebhook = (
  url: string,
  headers: Record<string, string>,
  body: string,
  hosts: string[],
): Promise<Sent> =>
  new Promise((resolve) => {
    const target = new URL(url);
    const secure = target.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(target, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Handraise/1',
      },
      agent: useAgent(url, { allowIPAddressList: listedAddresses(hosts), keepAlive: false }),
    });
    // By hand: an abort signal with a timeout outlives its request by all of it, and the collector looks at each.
    const late = setTimeout(
      () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
      TIMEOUT_MS,
    );
    request.on('close', () => clearTimeout(late));
    request.on('error', (error) => resolve({ status: null, error: error.message.slice(0, SHOWN) }));
    request.on('response', (response) => {
      let read = 0;
      let excerpt = '';
      const done = (): void => resolve({ status: response.statusCode ?? 0, excerpt });
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (excerpt.length < SHOWN) excerpt = (excerpt + chunk.toString('utf8')).slice(0, SHOWN);
        if (read > MOST_READ) {
          done();
          response.destroy();
        }
      });
      response.on('end', done);
      response.on('error', done);
    });
    request.end(body);
  });

/** Addresses that the policy lists by themselves. `localhost` is listed as what it means. */
const listedAddresses = (hosts: string[]): string[] =>
  hosts.flatMap((host) => {
    if (host === 'localhost' || host.startsWith('localhost:')) return ['127.0.0.1', '::1'];
    const name = host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d+$/, '');
    return isIP(name) ? [name] : [];
  });
