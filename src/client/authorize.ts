import { Webhook } from 'standardwebhooks';

/** How a source proves who it is. Several secrets are for rotation: the first signs, all of them verify. */
export type Credentials = { apiKey?: string; secret?: string | readonly string[] };

export const secretsOf = (secret: Credentials['secret']): readonly string[] =>
  secret === undefined ? [] : typeof secret === 'string' ? [secret] : secret;

/**
 * Headers that authenticate one request: the bearer key where there is one, else a Standard Webhooks signature
 * over `id.timestamp.body` (https://www.standardwebhooks.com). A request without a body signs the empty one.
 *
 * @param id same on each retry of one call, so that it is recognised
 * @param now milliseconds; a signature is valid for five minutes around it
 */
export const authorize = (
  credentials: Credentials,
  id: string,
  now: number,
  body: string,
): Record<string, string> => {
  if (credentials.apiKey !== undefined) return { authorization: `Bearer ${credentials.apiKey}` };
  const [secret] = secretsOf(credentials.secret);
  if (secret === undefined) throw new Error('A client needs an apiKey or a secret.');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(now), body),
  };
};
