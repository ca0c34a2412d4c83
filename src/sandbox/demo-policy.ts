/** What the demo needs to know of a policy: its sources, whose secrets it makes up, and the channels of its queues. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SourceCredentials } from './control/source-contract.ts';

const source = z.object({
  kind: z.string().optional(),
  types: z.array(z.string()).default([]),
  api_key_env: z.string().optional(),
  secret_env: z.string().optional(),
  callback: z.object({ url_env: z.string().optional() }).optional(),
});
const queue = z.union([
  z.string(),
  z.object({ channel: z.string(), fallback_channel: z.string().optional() }),
]);
const document = z.object({
  sources: z.record(z.string(), source).default({}),
  queues: z.record(z.string(), queue).default({}),
  managers: z.object({ channel: z.string().optional() }).optional(),
});

export type DemoPolicy = {
  credentials: Record<string, SourceCredentials>;
  /** The same secrets and the callback address, under the names that the policy looks for. */
  env: Record<string, string>;
  /** Names without `#`. */
  channels: string[];
};

/** @throws when the file cannot be read or has no such parts; whether the policy is right is for the bot to say. */
export const readDemoPolicy = (path: string, callbackUrl: string): DemoPolicy => {
  const { sources, queues, managers } = document.parse(parse(readFileSync(path, 'utf8')) ?? {});
  const credentials: Record<string, SourceCredentials> = {};
  const env: Record<string, string> = { HANDRAISE_CALLBACK_URL: callbackUrl };
  for (const [name, one] of Object.entries(sources)) {
    // People raise within Slack: they have no secrets.
    if (one.kind === 'people') continue;
    const api_key = `hr_${randomBytes(24).toString('base64url')}`;
    // https://github.com/standard-webhooks/standard-webhooks: 24 to 64 random bytes
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    credentials[name] = { api_key, secret, types: one.types };
    if (one.api_key_env !== undefined) env[one.api_key_env] = api_key;
    if (one.secret_env !== undefined) env[one.secret_env] = secret;
    if (one.callback?.url_env !== undefined) env[one.callback.url_env] = callbackUrl;
  }
  const named = [
    ...Object.values(queues).flatMap((one) =>
      typeof one === 'string' ? [one] : [one.channel, one.fallback_channel ?? ''],
    ),
    managers?.channel ?? '',
  ];
  return {
    credentials,
    env,
    channels: [...new Set(named.filter((one) => one.startsWith('#')).map((one) => one.slice(1)))],
  };
};
