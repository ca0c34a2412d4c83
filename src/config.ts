import { z } from 'zod';
import { readDatabaseUrl } from '../db/database-url.ts';

const flag = z
  .enum(['on', 'off', '1', '0', 'true', 'false'])
  .transform((text) => ['on', '1', 'true'].includes(text));
const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  SLACK_BOT_TOKEN: z
    .string('set it to the bot token that starts with xoxb- (Slack app page, "OAuth & Permissions")')
    .regex(/^xoxb-/, 'must be a bot token that starts with xoxb- (Slack app page, "OAuth & Permissions")'),
  SLACK_SIGNING_SECRET: z.string().min(1, 'must not be empty').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(
      /^xapp-/,
      'must be an app-level token that starts with xapp- (Slack app page, "Basic Information")',
    )
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .default('https://slack.com/api/'),
  DATABASE_URL: z.string().min(1, 'must not be empty').default('handraise.sqlite'),
  HANDRAISE_POLICY: z.string().min(1, 'must not be empty').default('handraise.yml'),
  HANDRAISE_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  HANDRAISE_SAMPLING: flag.default(true),
  HANDRAISE_SANDBOX: flag.default(false),
  HANDRAISE_CLOCK_OFFSET_MS: z.coerce.number().int('must be a whole number of milliseconds').default(0),
  HANDRAISE_HEARTBEAT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional(),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** All that a process is told from outside, checked. Secrets of sources stay in the environment until they are used. */
export type Config = {
  slack: {
    botToken: string;
    signingSecret: string | undefined;
    appToken: string | undefined;
    apiUrl: string;
  };
  databaseUrl: string;
  policyPath: string;
  publicUrl: string | undefined;
  sampling: boolean;
  /** Takes orders for the clock from the parent process; only the sandbox sets it. */
  sandbox: boolean;
  clockOffsetMs: number;
  /** Called once a minute for as long as every review that waits has a plan and none is late. */
  heartbeatUrl?: string | undefined;
  host: string;
  port: number;
  logLevel: string;
};

/** Reads the environment. Every problem at once, each with its variable; values are never repeated. */
export const readConfig = (
  env: NodeJS.ProcessEnv,
): { ok: true; value: Config } | { ok: false; problems: string[] } => {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(given);
  const issues = read.success ? [] : read.error.issues;
  const problems = [
    ...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...wayInProblems(given),
    ...databaseProblems(given),
  ];
  if (!read.success || problems.length > 0) return { ok: false, problems };
  const it = read.data;
  return {
    ok: true,
    value: {
      slack: {
        botToken: it.SLACK_BOT_TOKEN,
        signingSecret: it.SLACK_SIGNING_SECRET,
        appToken: it.SLACK_APP_TOKEN,
        apiUrl: it.SLACK_API_URL.endsWith('/') ? it.SLACK_API_URL : `${it.SLACK_API_URL}/`,
      },
      databaseUrl: it.DATABASE_URL,
      policyPath: it.HANDRAISE_POLICY,
      publicUrl: it.HANDRAISE_PUBLIC_URL?.replace(/\/+$/, ''),
      sampling: it.HANDRAISE_SAMPLING,
      sandbox: it.HANDRAISE_SANDBOX,
      clockOffsetMs: it.HANDRAISE_CLOCK_OFFSET_MS,
      heartbeatUrl: it.HANDRAISE_HEARTBEAT_URL,
      host: it.HOST,
      port: it.PORT,
      logLevel: it.LOG_LEVEL,
    },
  };
};

/** Slack needs one way in: Socket Mode's token, or the secret that its requests are signed with. */
const wayInProblems = (given: NodeJS.ProcessEnv): string[] =>
  given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined
    ? [
        'SLACK_SIGNING_SECRET: set it to the signing secret (Slack app page, "Basic Information"), or set SLACK_APP_TOKEN to use Socket Mode',
      ]
    : [];

const databaseProblems = (given: NodeJS.ProcessEnv): string[] => {
  const address = readDatabaseUrl(given.DATABASE_URL ?? 'handraise.sqlite');
  return address.ok ? [] : [`DATABASE_URL: ${address.error}`];
};
