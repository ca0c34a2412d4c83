import type { Courier } from '../ports.ts';
import { sendWebhook } from './send.ts';
import { signBody } from './sign.ts';

/**
 * Signs and sends webhooks.
 * @param secretsOf the source's secrets as they are in the environment now, the current one first
 * @param wallNow wall time in milliseconds: receivers compare it with their own clock
 */
export const createCourier = (secretsOf: (source: string) => string[], wallNow: () => number): Courier => ({
  send: ({ id, url, source, body, hosts }) => {
    const secrets = secretsOf(source);
    if (secrets.length === 0) {
      return Promise.resolve({
        status: null,
        error: `source "${source}" has no secret to sign with; set its secret_env`,
      });
    }
    return sendWebhook(url, signBody(secrets, id, wallNow(), body), body, hosts);
  },
});
