import { Webhook } from 'standardwebhooks';

export type SignedHeaders = {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
};

/**
 * Standard Webhooks headers for a body. During rotation there are two secrets and so two signatures: the receiver
 * takes the one it can check. `at` is wall time in milliseconds, new on each retry.
 */
export const signBody = (secrets: string[], id: string, at: number, body: string): SignedHeaders => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(' '),
});
