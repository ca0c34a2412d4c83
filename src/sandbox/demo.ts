/** `demo`: the local Slack, the bot beside it and a source that submits. `sandbox`: the local Slack alone. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from './bot.ts';
import { openBrowser } from './browser.ts';
import { type DemoFlags, readFlags } from './demo-flags.ts';
import { readDemoPolicy } from './demo-policy.ts';
import { assertFree, startSandboxAt } from './ports.ts';
import type { Sandbox } from './server.ts';
import { createSource } from './source/index.ts';

const say = (sentence: string): void => {
  process.stderr.write(`handraise: ${sentence}\n`);
};

type Ending = { at: (step: () => void | Promise<void>) => void; now: (code: number) => Promise<never> };

/** Whatever hangs, the demo does not outlive this. */
const END_WITHIN_MS = 10_000;

/** Steps to take at the end, last first; a signal starts them, and a second one does not wait for them. */
const createEnding = (): Ending => {
  const steps: Array<() => void | Promise<void>> = [];
  let ending = false;
  const now = async (code: number): Promise<never> => {
    if (ending) process.exit(code);
    ending = true;
    setTimeout(() => process.exit(code), END_WITHIN_MS).unref();
    for (const step of [...steps].reverse()) {
      try {
        await step();
      } catch (error) {
        say(`while stopping: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void now(0));
  return { at: (step) => steps.push(step), now };
};

/** What a bot finds in its environment. The person's own Slack and Handraise settings stay out of it. */
const botEnv = (sandbox: Sandbox, transport: 'http' | 'socket'): Record<string, string> => ({
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_SIGNING_SECRET: sandbox.signingSecret,
  ...(transport === 'socket' ? { SLACK_APP_TOKEN: sandbox.appToken } : {}),
  SLACK_API_URL: `${sandbox.url}/api/`,
});

const ownEnv = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(
      ([name, value]): Array<[string, string]> =>
        value === undefined || /^(SLACK_|HANDRAISE_|DATABASE_URL$|PORT$|HOST$)/.test(name)
          ? []
          : [[name, value]],
    ),
  );

/** The callback address is in the policy's environment, so the port must be known first. */
const startWithPolicy = async (flags: ReturnType<typeof readFlags>) => {
  if (!existsSync(flags.policy))
    throw new Error(`there is no policy ${flags.policy}; name one with --policy`);
  const { channels } = readDemoPolicy(flags.policy, '');
  const sandbox = await startSandboxAt({
    port: flags.port,
    transport: flags.transport,
    channels,
    botUrl: `http://127.0.0.1:${flags.apiPort}/slack/events`,
  });
  const callbacks = `${sandbox.url}/_sandbox/callbacks`;
  return { sandbox, callbacks, policy: readDemoPolicy(flags.policy, callbacks) };
};

const demo = async (given: DemoFlags, ending: Ending): Promise<void> => {
  const flags = readFlags(given);
  const { transport } = flags;
  if (flags.apiPort !== 0) await assertFree(flags.apiPort, '--api-port');
  const { sandbox, callbacks, policy } = await startWithPolicy(flags);
  ending.at(() => sandbox.stop());
  say(`the local Slack is at ${sandbox.url}; starting the bot beside it …`);

  const scratch = mkdtempSync(join(tmpdir(), 'handraise-demo-'));
  const clean = (): void => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', clean);
  const bot = createBot({
    logFile: join(scratch, 'bot.log'),
    env: {
      ...ownEnv(),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
      ...botEnv(sandbox, transport),
      ...policy.env,
      DATABASE_URL: flags.database ?? join(scratch, 'handraise.sqlite'),
      HANDRAISE_POLICY: flags.policy,
      HANDRAISE_SANDBOX: '1',
      HANDRAISE_SAMPLING: flags.sampling ? 'on' : 'off',
      PORT: String(flags.apiPort),
      HOST: '127.0.0.1',
    },
    onChange: () => {
      const api = bot.api();
      if (api !== undefined) sandbox.setBotUrl(`${api}/slack/events`);
      sandbox.announce({ kind: 'bot' });
    },
  });
  ending.at(async () => {
    if (bot.pid() !== undefined) await bot.end('SIGTERM');
  });
  sandbox.setBot(bot);
  const problem = await bot.start();
  if (problem !== undefined) throw new Error(problem);

  const source = createSource({
    apiUrl: () => bot.api() ?? `http://127.0.0.1:${flags.apiPort}`,
    credentials: policy.credentials,
    quiet: flags.quietSource,
    seed: 1,
    onChange: () => sandbox.announce({ kind: 'source' }),
    log: say,
  });
  sandbox.setSource(source, policy.credentials);
  ending.at(() => source.stop());

  const ready = {
    ready: true,
    slack: sandbox.url,
    api: bot.api(),
    sources: policy.credentials,
    signing_secret: sandbox.signingSecret,
    bot_pid: bot.pid(),
    transport,
    callbacks,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  say(`ready: open ${sandbox.url} (the bot's log: ${join(scratch, 'bot.log')}). Ctrl+C ends it.`);
  source.start();
  if (!flags.headless) openBrowser(sandbox.url);
};

const alone = async (given: DemoFlags, ending: Ending): Promise<void> => {
  const flags = readFlags(given);
  const { sandbox, policy } = await startWithPolicy(flags);
  ending.at(() => sandbox.stop());
  // Quiet: it takes callbacks and what a person sends from the page, and submits nothing by itself.
  const source = createSource({
    apiUrl: () => `http://127.0.0.1:${flags.apiPort}`,
    credentials: policy.credentials,
    quiet: true,
    seed: 1,
    onChange: () => sandbox.announce({ kind: 'source' }),
    log: say,
  });
  sandbox.setSource(source, policy.credentials);
  ending.at(() => source.stop());
  say(`the local Slack is at ${sandbox.url}. For a bot started by hand, put these into its environment:`);
  const env = {
    ...botEnv(sandbox, flags.transport),
    ...policy.env,
    HANDRAISE_POLICY: flags.policy,
    PORT: String(flags.apiPort),
  };
  for (const [name, value] of Object.entries(env)) process.stderr.write(`export ${name}='${value}'\n`);
  say('Ctrl+C ends it.');
};

const run = async (what: typeof demo, flags: DemoFlags): Promise<void> => {
  const ending = createEnding();
  try {
    await what(flags, ending);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    await ending.now(1);
  }
};

/** Runs until a signal comes; then the process ends with exit code 0, or with 1 when it could not start. */
export const runDemo = (flags: DemoFlags): Promise<void> => run(demo, flags);

/** The local Slack alone, for a bot started by hand. */
export const runSandbox = (flags: DemoFlags): Promise<void> => run(alone, flags);
