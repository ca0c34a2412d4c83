/** A sandbox, ways to ask it, and a small bot made from Bolt beside it, over either transport. */
import { createServer } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { z } from 'zod';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

type Answer = { status: number; body: Record<string, unknown> };

export type Asking = {
  sandbox: Sandbox;
  /** Asks the control interface: `get('views?user=U1')`. */
  get: (path: string) => Promise<Answer>;
  post: (path: string, body: object) => Promise<Answer>;
  /** Calls a Web API method as the bot, with JSON. */
  call: (method: string, args?: object, token?: string) => Promise<Answer>;
};
export type Rig = Asking & { app: App; stop: () => Promise<void> };

const looseObject = z.record(z.string(), z.unknown());
/** What lies at a path such as `views.0.id`; undefined when there is nothing. */
export const dig = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => {
    if (Array.isArray(at)) return name === 'last' ? at.at(-1) : at[Number(name)];
    return looseObject.safeParse(at).data?.[name];
  }, value);
export const textAt = (value: unknown, path: string): string => String(dig(value, path));
export const listAt = (value: unknown, path: string): unknown[] =>
  z.array(z.unknown()).parse(dig(value, path));

const asking = (sandbox: Sandbox): Asking => {
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}${path}`, init);
    return { status: response.status, body: looseObject.parse(await response.json()) };
  };
  const json = { 'content-type': 'application/json' };
  return {
    sandbox,
    get: (path) => ask(`/_sandbox/${path}`),
    post: (path, body) =>
      ask(`/_sandbox/${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) }),
    call: (method, args = {}, token = sandbox.botToken) =>
      ask(`/api/${method}`, {
        method: 'POST',
        headers: { ...json, authorization: `Bearer ${token}` },
        body: JSON.stringify(args),
      }),
  };
};

/** An app that uses all that the local Slack has, whatever ours uses today. */
export const everyPart = new URL('every-part.manifest.yml', import.meta.url);

/** A sandbox without a bot; close it with `sandbox.stop()`. */
export const startAlone = async (options: SandboxOptions = {}): Promise<Asking> =>
  asking(await startSandbox({ port: 0, manifestPath: everyPart, ...options }));

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const nothing = (): void => undefined;
const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** `listen` registers the bot's listeners before it starts. */
export const startRig = async (
  transport: 'http' | 'socket',
  listen: (app: App) => void = nothing,
  options: SandboxOptions = {},
): Promise<Rig> => {
  const sandbox = await startSandbox({ port: 0, transport, manifestPath: everyPart, ...options });
  const port = await freePort();
  const app = new App({
    token: sandbox.botToken,
    signingSecret: sandbox.signingSecret,
    ...(transport === 'socket' ? { socketMode: true, appToken: sandbox.appToken } : {}),
    clientOptions: { slackApiUrl: `${sandbox.url}/api/`, retryConfig: { retries: 0 } },
    logger: quiet,
  });
  app.error(() => Promise.resolve());
  listen(app);
  sandbox.setBotUrl(`http://127.0.0.1:${port}/slack/events`);
  await (transport === 'socket' ? app.start() : app.start({ port, host: '127.0.0.1' }));
  return {
    ...asking(sandbox),
    app,
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
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
};
