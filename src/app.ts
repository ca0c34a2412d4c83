import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { open } from '../db/open.ts';
import { createApi } from '../handlers/http/listener.ts';
import { jobs } from '../handlers/jobs/index.ts';
import type { Desk } from '../handlers/slack/desk.ts';
import { createFollow } from '../handlers/slack/follow.ts';
import { listen } from '../handlers/slack/listener.ts';
import { createUnderWay } from '../handlers/slack/under-way.ts';
import { createCourier } from './callbacks/courier.ts';
import { createClock, type MovableClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Policy } from './core/policy/policy.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createIds } from './ids.ts';
import type { Logger } from './logger.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Store, World } from './ports.ts';
import { createSalts } from './salts.ts';
import { sayOnce } from './say-once.ts';
import { startSchedule } from './schedule.ts';
import { openServerKeys } from './server-keys.ts';
import { createSlackApp } from './slack/app.ts';
import { surfaceMessage } from './slack/card-message.ts';
import { createClients } from './slack/clients.ts';
import { createDirectory } from './slack/directory.ts';
import { createMessenger } from './slack/messenger.ts';
import { createPacer } from './slack/pacing.ts';
import { postMessage } from './slack/post-message.ts';
import { createTabs } from './slack/tabs.ts';
import { watchSlack } from './slack/watch.ts';
import { createWorkspace } from './slack/workspace.ts';
import { createSourceSecrets } from './source-secrets.ts';
import { deliverCallbacks } from './usecases/deliver-callbacks.ts';
import { keepPolicy } from './usecases/keep-policy.ts';
import { postCards } from './usecases/post-cards.ts';
import { refreshHome } from './usecases/refresh-home.ts';
import { resolvePerson } from './usecases/resolve-people.ts';
import { sendPosts } from './usecases/send-posts.ts';
import { wakeReview } from './usecases/wake-review.ts';
import { createWork, type Work } from './work.ts';

/** The running bot. */
export type RunningApp = {
  /** Where the API listens. */
  url: string;
  clock: MovableClock;
  store: Store;
  /** What its use cases are given. */
  world: World;
  work: Work;
  /** Finishes what people asked for, then does all that is due; settles when nothing more is. */
  settled: () => Promise<void>;
  /** Keeps a policy that came into force. */
  keepPolicy: (policy: Policy) => Promise<void>;
  /** Takes nothing new, finishes what runs, closes the database. */
  stop: () => Promise<void>;
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
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningApp> => {
  const store = await open({ url: config.databaseUrl });
  const clock = createClock(config.clockOffsetMs);
  await keepPolicy(store, clock, policyFile.current());
  const keys = await openServerKeys(store);
  const wallNow = Date.now;
  const secrets = createSourceSecrets(env);
  const clients = createClients(config.slack.botToken, config.slack.apiUrl, log);
  const workspace = createWorkspace(clients.interactive, wallNow);
  const policies = { current: policyFile.current };
  const pacer = createPacer({
    now: wallNow,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const messenger = createMessenger({
    client: clients.background,
    workspace,
    pacer,
    drawPost: (post) => postMessage(post, policies.current()),
    draw: (surface, shown) => surfaceMessage(surface, shown, clock.now()),
  });
  const tabs = createTabs(clients.background, clock.now);
  const courier = createCourier((name) => {
    const source = policies.current().sources[name];
    return source === undefined ? [] : secrets.secrets(source);
  }, wallNow);
  const onProblem = (sentence: string, about: Record<string, unknown>): void => log.warn(about, sentence);
  const posting = { messenger, onProblem: sayOnce(onProblem, wallNow) };
  const work = createWork(
    store,
    clock,
    {
      channel: (channel) => postCards(world, posting, channel),
      callbacks: (id) => deliverCallbacks(world, { courier, random: Math.random, onProblem }, id),
      review: (id) => wakeReview(world, id),
      posts: (channel) => sendPosts(world, { messenger, onProblem: posting.onProblem }, channel),
      jobs: () => schedule.runAll(),
      person: (email) => resolvePerson(world, email),
      home: (person) => refreshHome(world, tabs, person),
    },
    log,
  );
  const server = createServer({ headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS });
  await listenOn(server, config);
  const url = addressOf(server, config.host);
  const world: World = {
    store,
    clock,
    ids: createIds(wallNow),
    policies,
    directory: createDirectory(clients.interactive, workspace, policies.current, wallNow),
    wakeUps: work.wakeUps,
    changes: work.changes,
    salt: createSalts(),
    ...keys,
    sampling: config.sampling,
    heartbeat: createHeartbeat(config.heartbeatUrl, log),
    callbackUrl: secrets.callbackUrl,
    publicUrl: config.publicUrl ?? url,
  };
  const slack = createSlackApp(config.slack, workspace, log);
  const desk: Desk = {
    world,
    client: clients.interactive,
    tabs: createTabs(clients.interactive, clock.now),
    follow: createFollow(clients.interactive, log),
    underWay: createUnderWay(),
    log,
    wallNow,
  };
  listen(slack.app, desk);
  const watch = watchSlack(workspace, log);
  const stopping = new AbortController();
  const api = createApi({ world, secrets, health: { slack: watch.state, stopping: stopping.signal }, log });
  server.on('request', (request, response) => {
    const isSlack = request.url === '/slack/events' && slack.listener !== undefined;
    if (isSlack) slack.listener?.(request, response);
    else void api(request, response);
  });
  const schedule = startSchedule(jobs, (job) => job.run(world, log), log);
  slack.start();
  work.start();
  return {
    url,
    clock,
    store,
    world,
    work,
    settled: async () => {
      await desk.underWay.idle();
      await work.drain();
    },
    keepPolicy: (policy) => keepPolicy(store, clock, policy),
    stop: async () => {
      stopping.abort();
      watch.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
      await schedule.stop();
      await Promise.all([slack.stop(), work.stop()]);
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
