import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Policy, Source } from '../../src/core/policy/policy.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { type Answer, problem } from './problem.ts';

/** Where the secrets of sources are; read at each request, so that rotation needs no restart. */
export type Secrets = {
  apiKey: (source: Source) => string | undefined;
  secrets: (source: Source) => string[];
};

const HOW =
  'Send "Authorization: Bearer <api key>", or Standard Webhooks headers (webhook-id, webhook-timestamp, webhook-signature) signed with the source\'s secret within 5 minutes.';

/**
 * Which source sent this. `Handraise-Source` names it; without it every enabled source is tried, always all of
 * them, so that the time taken says nothing about which one was nearly right.
 */
export const authenticate = (
  headers: IncomingHttpHeaders,
  rawBody: string,
  policy: Policy,
  secrets: Secrets,
): Result<Source, Answer> => {
  const named = headers['handraise-source'];
  const candidates = Object.values(policy.sources).filter(
    (source) => source.kind === 'system' && source.enabled && (named === undefined || source.name === named),
  );
  const isSigned = headers['webhook-signature'] !== undefined;
  const found = isSigned
    ? candidates.filter((source) => isSignedBy(source, headers, rawBody, secrets))
    : candidates.filter((source) => hasKeyOf(source, headers, secrets));
  const [source] = found;
  if (source === undefined)
    return err(problem('unauthenticated', HOW, { headers: { 'www-authenticate': 'Bearer' } }));
  if (source.auth === 'signed' && !isSigned) {
    return err(
      problem('unauthenticated', 'This source takes signed requests only; a bearer key is not enough.'),
    );
  }
  return ok(source);
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const hasKeyOf = (source: Source, headers: IncomingHttpHeaders, { apiKey }: Secrets): boolean => {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const key = apiKey(source);
  // Compared even when the source has no key, to take the same time.
  const same = timingSafeEqual(digest(given), digest(key ?? ''));
  return same && key !== undefined && key !== '' && given !== '';
};

const isSignedBy = (
  source: Source,
  headers: IncomingHttpHeaders,
  body: string,
  { secrets }: Secrets,
): boolean => {
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  // The library reads "123abc" as 123; a timestamp is digits and nothing else.
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const signed = {
    'webhook-id': String(headers['webhook-id'] ?? ''),
    'webhook-timestamp': timestamp,
    'webhook-signature': String(headers['webhook-signature'] ?? ''),
  };
  return secrets(source).filter((secret) => verifies(secret, body, signed)).length > 0;
};

const verifies = (secret: string, body: string, headers: Record<string, string>): boolean => {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
};
