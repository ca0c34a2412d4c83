/** A sandbox with a small bot made from Bolt beside it, over either transport. */
import { createServer } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

export type Transport = 'http' | 'socket';
export type Answer = { status: number; body: Record<string, any> };

export type Rig = {
  sandbox: Sandbox;
  app: App;
  client: WebClient;
  get: (path: string) => Promise<Answer>;
  post: (path: string, body: object) => Promise<Answer>;
  stop: () => Promise<void>;
};

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Asks the control interface. */
export const controlOf = (sandbox: Sandbox): Pick<Rig, 'get' | 'post'> => {
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}/_sandbox/${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, any> };
  };
  return {
    get: (path) => ask(path),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
};

/** `listen` registers the bot's listeners before it starts. */
export const startRig = async (
  transport: Transport,
  listen: (app: Rig['app']) => void = () => undefined,
  options: SandboxOptions = {},
): Promise<Rig> => {
  const sandbox = await startSandbox({ port: 0, transport, ...options });
  const clientOptions = { slackApiUrl: `${sandbox.url}/api/`, retryConfig: { retries: 0 } };
  const port = await freePort();
  const app = new App({
    token: sandbox.botToken,
    signingSecret: sandbox.signingSecret,
    ...(transport === 'socket' ? { socketMode: true, appToken: sandbox.appToken } : {}),
    clientOptions,
    logger: quiet,
  });
  app.error(() => Promise.resolve());
  listen(app);
  sandbox.setBotUrl(`http://127.0.0.1:${port}/slack/events`);
  await (transport === 'socket' ? app.start() : app.start({ port, host: '127.0.0.1' }));
  return {
    sandbox,
    app,
    client: app.client,
    ...controlOf(sandbox),
    stop: async () => {
      await app.stop();
      await sandbox.stop();
    },
  };
};

/** Waits until `found` gives something; fails after 5 s with the words of `what`. */
export const eventually = async <T>(
  what: string,
  found: () => Promise<T | undefined> | T | undefined,
): Promise<T> => {
  const until = performance.now() + 5_000;
  for (;;) {
    const value = await found();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > until) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
