import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { type AppOptions, type RunningApp, startApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { openPolicyFile, type PolicyFile } from '../../src/policy-file.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type CallbackInbox, startCallbackInbox } from './callback-inbox.ts';
import { COMPILE_CACHE } from './compile-cache.ts';
import { type SlackSide, slackSide } from './slack-side.ts';
import { type SourceSide, sourceSide } from './source-side.ts';
import { until } from './until.ts';

/** The parsed example policy, to be changed by a test. */
export type PolicyDraft = {
  sources: Record<string, Record<string, unknown>>;
  queues: Record<string, unknown>;
  roles: Record<string, unknown>;
  types: Record<string, Record<string, unknown>>;
  defaults: Record<string, unknown>;
};

export type DeskOptions = {
  transport?: 'http' | 'socket';
  /** Changes a copy of the example policy before it is read. */
  policy?: (draft: PolicyDraft) => void;
  /** Whether the policy's random samples are drawn. */
  sampling?: boolean;
  /** Such as `10s`; answers are final at once unless given. */
  undoWindow?: string;
  /** Where the background runs; in the thread of the test unless said, which starts sooner. */
  background?: AppOptions['background'];
};

/** The whole product in one process: the real bot beside the local Slack, a policy file, a database, a source's inbox. */
export type Desk = {
  slack: SlackSide;
  /** The source that may submit expenses. */
  expenses: SourceSide;
  source: (name: string) => SourceSide;
  callbacks: CallbackInbox;
  app: RunningApp;
  sandbox: Sandbox;
  /** Lines that the bot logged from `warn` on. */
  logged: Record<string, unknown>[];
  /** Finishes what was pressed, does all work that is due, and settles when nothing more is. */
  settled: () => Promise<void>;
  /** Moves domain time on and does all work that became due. */
  advance: (ms: number) => Promise<void>;
  policy: PolicyFile;
  /** Writes the policy file anew, as an operator would. */
  writePolicy: (change: ((draft: PolicyDraft) => void) | string) => void;
  /** The files it runs on: the policy, and the database as `DATABASE_URL`. */
  files: { policy: string; database: string };
  /** How many decisions are stored, of all sources. */
  stored: () => Promise<number>;
  stop: () => Promise<void>;
};

// Every desk starts a writer thread, which loads the same modules: compiled once they take half the time.
process.env['NODE_COMPILE_CACHE'] ??= COMPILE_CACHE;

const EXAMPLE = new URL('../../handraise.yml', import.meta.url);

/** A desk that ends with the test that started it. */
export const startDesk = async (options?: DeskOptions): Promise<Desk> => {
  const desk = await openDesk(options);
  onTestFinished(desk.stop);
  return desk;
};

/** A desk for several tests, from a `beforeAll`; whoever opens it stops it. */
export const openDesk = async (options: DeskOptions = {}): Promise<Desk> => {
  const {
    transport = 'http',
    sampling = false,
    undoWindow,
    background = 'here',
    policy: change = () => undefined,
  } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'handraise-flow-'));
  const policyPath = join(scratch, 'handraise.yml');
  const writePolicy: Desk['writePolicy'] = (next) => {
    if (typeof next === 'string') return writeFileSync(policyPath, next);
    const draft = parse(readFileSync(EXAMPLE, 'utf8')) as PolicyDraft;
    if (undoWindow !== undefined) draft.defaults['undo_window'] = undoWindow;
    change(draft);
    next(draft);
    writeFileSync(policyPath, stringify(draft));
  };
  writePolicy(() => undefined);
  const logged: Desk['logged'] = [];
  const log = createLogger('warn', {
    write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>),
  });
  const policy = await openPolicyFile(policyPath, {
    onChange: () => undefined,
    onRefused: (problems) => log.error({ problems }, 'the changed policy is broken and was refused'),
  });
  if (!policy.ok) throw new Error(`the test's policy is broken: ${JSON.stringify(policy.error)}`);

  const credentials = Object.fromEntries(
    Object.keys(policy.value.current().sources).map((name) => [
      name,
      {
        api_key: `hr_${randomBytes(18).toString('hex')}`,
        secret: `whsec_${randomBytes(24).toString('base64')}`,
      },
    ]),
  );
  const secrets = Object.fromEntries(Object.entries(credentials).map(([name, { secret }]) => [name, secret]));
  const callbacks = await startCallbackInbox(() => secrets);
  const env: Record<string, string> = { HANDRAISE_CALLBACK_URL: callbacks.url };
  for (const { name, api_key_env, secret_envs } of Object.values(policy.value.current().sources)) {
    if (api_key_env !== undefined) env[api_key_env] = credentials[name]?.api_key ?? '';
    for (const secretEnv of secret_envs) env[secretEnv] = credentials[name]?.secret ?? '';
  }

  const sandbox = await startSandbox({ port: 0, transport });
  const app = await startApp(
    {
      slack: {
        botToken: sandbox.botToken,
        signingSecret: sandbox.signingSecret,
        appToken: transport === 'socket' ? sandbox.appToken : undefined,
        apiUrl: `${sandbox.url}/api/`,
      },
      databaseUrl: join(scratch, 'handraise.sqlite'),
      policyPath,
      publicUrl: undefined,
      sampling,
      sandbox: false,
      clockOffsetMs: 0,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'warn',
    },
    policy.value,
    log,
    { env, background },
  );
  sandbox.setBotUrl(`${app.url}/slack/events`);
  const stop = async (): Promise<void> => {
    policy.value.close();
    await app.stop();
    await Promise.all([sandbox.stop(), callbacks.stop()]);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  if (transport === 'socket') await until('the bot connects', () => sandbox.connections() > 0);
  let offset = 0;
  const source = (name: string): SourceSide => {
    const known = credentials[name];
    if (known === undefined) throw new Error(`the policy has no source ${name}`);
    return sourceSide(app.url, known);
  };
  return {
    slack: await slackSide(sandbox.url),
    expenses: source('expense-bot'),
    source,
    callbacks,
    app,
    sandbox,
    logged,
    settled: app.settled,
    advance: async (ms) => {
      offset += ms;
      app.clock.setOffset(offset);
      await app.settled();
    },
    policy: policy.value,
    writePolicy,
    files: { policy: policyPath, database: join(scratch, 'handraise.sqlite') },
    stored: async () => (await app.store.listDecisions({ limit: 10_000 })).length,
    stop,
  };
};
