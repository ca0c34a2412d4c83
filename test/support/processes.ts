import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { COMPILE_CACHE } from './compile-cache.ts';
import { type SlackSide, slackSide } from './slack-side.ts';
import { type Credentials, type SourceSide, sourceSide } from './source-side.ts';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A process and what it said. It is killed with the test that started it. */
export type Running = {
  stdout: () => string;
  stderr: () => string;
  signal: (signal: NodeJS.Signals) => void;
  /** Resolves when it is gone: its exit code, null after a signal. */
  ended: Promise<number | null>;
};

/** Node's own variables stay; the person's Slack and Handraise settings do not. */
const cleanEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(SLACK_|HANDRAISE_|DATABASE_URL$|PORT$|HOST$|LOG_LEVEL$|NODE_OPTIONS$|VITEST|npm_)/.test(name),
    ),
  );

const run = (command: string, args: string[], env: Record<string, string>): Running => {
  const child: ChildProcess = spawn(command, args, {
    cwd: ROOT,
    env: { ...cleanEnv(), NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString('utf8');
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    signal: (signal) => child.kill(signal),
    ended,
  };
};

/** The command line, as `npm run handraise -- …` starts it. */
export const handraise = (args: string[], env: Record<string, string> = {}): Running =>
  run(process.execPath, ['src/cli.ts', ...args], env);

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

type Ready = {
  slack: string;
  api: string;
  sources: Record<string, Credentials>;
  bot_pid: number;
  transport: string;
};
export type SandboxCallback = {
  verified: boolean;
  duplicate: boolean;
  headers: Record<string, string>;
  body: { type: string; data: Record<string, unknown> };
};

/** `npm run demo`, driven from outside as its contract says. */
export type Demo = Running & {
  ready: Ready;
  slack: SlackSide;
  expenses: SourceSide;
  callbacks: () => Promise<SandboxCallback[]>;
  answerCallbacks: (mode: { status?: number; delay_ms?: number }) => Promise<void>;
  bot: (action: 'kill' | 'start' | 'term') => Promise<void>;
  advance: (ms: number) => Promise<void>;
};

export const startDemo = async (...flags: string[]): Promise<Demo> => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const ports = ['--port', String(port), '--api-port', String(apiPort)];
  const demo = run(
    'npm',
    ['run', '-s', 'demo', '--', '--headless', '--quiet-source', ...ports, ...flags],
    {},
  );
  const firstLine = (): string | undefined =>
    demo
      .stdout()
      .split('\n')
      .find((one) => one.startsWith('{'));
  const ended = demo.ended.then((code) => {
    throw new Error(`the demo ended with ${code}; it said: ${demo.stderr()}`);
  });
  const line = await Promise.race([until('the demo is ready', firstLine, 25_000), ended]);
  const ready = JSON.parse(line) as Ready;
  const slack = await slackSide(ready.slack);
  const told = async (path: string, body: unknown): Promise<void> => {
    const { ok, error } = await slack.post<{ ok: boolean; error?: string }>(path, body);
    if (!ok) throw new Error(error);
  };
  const source = ready.sources['expense-bot'];
  if (source === undefined) throw new Error('the demo has no expense-bot');
  onTestFinished(async () => {
    demo.signal('SIGTERM');
    await demo.ended;
  });
  return {
    ...demo,
    ready,
    slack,
    expenses: sourceSide(ready.api, source),
    callbacks: async () => (await slack.get<{ callbacks: SandboxCallback[] }>('callbacks')).callbacks,
    answerCallbacks: (mode) => told('callbacks-mode', mode),
    bot: (action) => told('bot', { action }),
    advance: (ms) => told('clock', { advance_ms: ms }),
  };
};
