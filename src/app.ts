import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { open } from '../db/open.ts';
import { createApi } from '../handlers/http/listener.ts';
import type { Desk } from '../handlers/slack/desk.ts';
import { createFollow } from '../handlers/slack/follow.ts';
import { listen } from '../handlers/slack/listener.ts';
import { hearOfPeople } from '../handlers/slack/people-changes.ts';
import { createUnderWay } from '../handlers/slack/under-way.ts';
import { type Background, createBackground } from './background/background.ts';
import { backgroundInThread } from './background/in-thread.ts';
import { createChanges } from './changes.ts';
import { createClock, type MovableClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Policy } from './core/policy/policy.ts';
import type { Logger } from './logger.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Store, WakeUps, World } from './ports.ts';
import { openServerKeys } from './server-keys.ts';
import { createSlackApp } from './slack/app.ts';
import { watchSlack } from './slack/watch.ts';
import { createSourceSecrets } from './source-secrets.ts';
import { keepPolicy } from './usecases/keep-policy.ts';
import { connectSlack, createWorld } from './world.ts';

/** The running bot. */
export type RunningApp = {
  /** Where the API listens. */
  url: string;
  clock: MovableClock;
  store: Store;
  /** What its use cases are given. */
  world: World;
  background: Background;
  /** Finishes what people asked for, then does all that is due; settles when nothing more is. */
  settled: () => Promise<void>;
  /** Keeps a policy that came into force. */
  keepPolicy: (policy: Policy) => Promise<void>;
  /** Takes nothing new, finishes what runs, closes the database. */
  stop: () => Promise<void>;
};

export type AppOptions = {
  /** Where the secrets of sources are. */
  env?: NodeJS.ProcessEnv;
  /** Where cards, answers to sources and all else that nobody waits for is done: in a thread of its own, unless said. */
  background?: 'in a thread' | 'here';
};

const STOP_WITHIN_MS = 8_000;
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 20_000;

/**
 * Puts the whole together and starts it. The database is open and its tables are up to date before anything
 * listens; Slack may be away, which delays cards and nothing else.
 */
export const startApp = async (
  config: Config,
  policyFile: Pick<PolicyFile, 'current'>,
  log: Logger,
  { env = process.env, background: where = 'in a thread' }: AppOptions = {},
): Promise<RunningApp> => {
  const store = await open({ url: config.databaseUrl });
  const clock = createClock(config.clockOffsetMs);
  await keepPolicy(store, clock, policyFile.current());
  const keys = await openServerKeys(store);
  const secrets = createSourceSecrets(env);
  const slack = connectSlack(config, log);
  const policies = { current: policyFile.current };
  const { changed, ...changes } = createChanges();
  const server = createServer({ headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS });
  await listenOn(server, config);
  // From here on to the listener of its requests nothing may be awaited: whoever asks meanwhile would never be answered.
  const url = addressOf(server, config.host);
  const publicUrl = config.publicUrl ?? url;
  const wakeUps: WakeUps = { wake: (queue, key) => background.wake(queue, key), changed };
  const parts = { config, store, clock, policies, slack, secrets, keys, wakeUps, changes, publicUrl, log };
  const world = createWorld(parts);
  const background =
    where === 'here'
      ? createBackground(world, { slack, secrets, log })
      : backgroundInThread({
          config,
          env: { ...env },
          publicUrl,
          beside: store.beside,
          known: () => ({ policy: policies.current().text, clockOffsetMs: clock.offset() }),
          changed,
          log,
        });
  const slackApp = createSlackApp(config.slack, slack.workspace, log);
  const { interactive } = slack.clients;
  const desk: Desk = {
    world,
    client: interactive,
    follow: createFollow(interactive, log),
    underWay: createUnderWay(),
    inquire: (inquiry) => background.inquire(inquiry),
    log,
    wallNow: Date.now,
  };
  listen(slackApp.app, desk);
  hearOfPeople(slackApp.app, (changed) => {
    world.directory.forget(changed);
    background.forget(changed);
  });
  const watch = watchSlack(slack.workspace, log);
  const stopping = new AbortController();
  const health = { slack: watch.state, background: background.state, stopping: stopping.signal };
  const api = createApi({ world, secrets, health, log });
  server.on('request', (request, response) => {
    const isSlack = request.url === '/slack/events' && slackApp.listener !== undefined;
    if (isSlack) slackApp.listener?.(request, response);
    else void api(request, response);
  });
  slackApp.start();
  background.look();
  return {
    url,
    clock,
    store,
    world,
    background,
    settled: async () => {
      await desk.underWay.idle();
      await background.drain();
    },
    keepPolicy: async (policy) => {
      await keepPolicy(store, clock, policy);
      background.look();
    },
    stop: async () => {
      stopping.abort();
      watch.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
      await Promise.all([slackApp.stop(), background.stop()]);
      server.closeIdleConnections();
      await closed;
      await desk.underWay.idle();
      clearTimeout(late);
      await store.close();
    },
  };
};

const listenOn = (server: Server, { host, port }: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const addressOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};
