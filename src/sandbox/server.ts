/** The sandbox: a strict local Slack, its control interface and its page on one port of 127.0.0.1. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { BotProcess } from './bot.ts';
import { answerControl } from './control/handle.ts';
import type { Stage } from './control/route.ts';
import type { Source, SourceCredentials } from './control/source-contract.ts';
import { createHttpDelivery } from './slack/deliver-http.ts';
import { createSocketDelivery } from './slack/deliver-socket.ts';
import { withDuplicates } from './slack/duplicates.ts';
import { createEvents } from './slack/events.ts';
import { refuseOutsiders } from './slack/outsiders.ts';
import { answerResponseUrl } from './slack/response-url.ts';
import { answerFile, answerUpload } from './slack/uploads.ts';
import { answerWebApi } from './slack/web-api.ts';
import { announce, type Change, type World } from './slack/world.ts';
import { createWorkspace } from './workspace.ts';

export type SandboxOptions = {
  /** 4000 unless given; 0 takes any free one. */
  port?: number;
  /** How the bot hears of things: signed requests, or Socket Mode. */
  transport?: 'http' | 'socket';
  /** Where signed requests go; `http://127.0.0.1:3000/slack/events` unless given. Can be set later with `setBotUrl`. */
  botUrl?: string;
  seed?: number;
  /** Channels that must exist beside the workspace's own, without `#`. */
  channels?: readonly string[];
  manifestPath?: string | URL;
  /** Wall time in milliseconds; a test brings its own to let triggers die without waiting. */
  wall?: () => number;
  /** Waits before an event is delivered again, in milliseconds. */
  retryDelaysMs?: readonly number[];
};

export type Sandbox = {
  /** Such as `http://127.0.0.1:4000`. The Web API is at `${url}/api/`. */
  url: string;
  port: number;
  botToken: string;
  appToken: string;
  signingSecret: string;
  world: World;
  setBotUrl: (url: string) => void;
  /** The process that `/_sandbox/bot` and `/_sandbox/clock` steer. */
  setBot: (bot: BotProcess) => void;
  setSource: (source: Source, credentials: Readonly<Record<string, SourceCredentials>>) => void;
  /** Tells the page that something changed outside the local Slack. */
  announce: (change: Change) => void;
  /** Open Socket Mode connections. */
  connections: () => number;
  stop: () => Promise<void>;
};

type ServePage = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

/** The page is loaded at its first request, so that the local Slack alone starts fast. */
const loadPage = async (): Promise<ServePage> => (await import('./page.ts')).servePage;

const answer = async (
  stage: Stage,
  page: () => Promise<ServePage>,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  const url = new URL(req.url ?? '/', stage.world.origin);
  const { world } = stage;
  if (refuseOutsiders(req, res)) return;
  if (url.pathname.startsWith('/api/')) return answerWebApi(world, req, res, url);
  if (url.pathname.startsWith('/_sandbox/')) return answerControl(stage, req, res, url);
  if (req.method === 'POST' && /^\/(actions|commands)\//.test(url.pathname))
    return answerResponseUrl(world, req, res, url);
  if (req.method === 'POST' && url.pathname.startsWith('/upload/')) return answerUpload(world, req, res, url);
  if (req.method === 'GET' && url.pathname.startsWith('/files/')) return answerFile(world, res, url);
  if (await (await page())(req, res)) return;
  res
    .writeHead(404, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error: `there is no ${url.pathname}` }));
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** @throws when the port is taken (`code: 'EADDRINUSE'`) or the manifest cannot be read. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { port = 4000, transport = 'http', seed = 1, channels = [], wall = Date.now, manifestPath } = options;
  let botUrl = options.botUrl ?? 'http://127.0.0.1:3000/slack/events';
  const world = createWorkspace({
    seed,
    wall,
    channels,
    ...(manifestPath === undefined ? {} : { manifestPath }),
  });
  const sockets = createSocketDelivery(world);
  const deliver = withDuplicates(
    world,
    transport === 'socket' ? sockets.deliver : createHttpDelivery(world, () => botUrl),
  );
  const stage: Stage = {
    world,
    deliver,
    sendEvent: createEvents(world, deliver, options.retryDelaysMs),
    transport,
    bot: undefined,
    source: undefined,
    sources: {},
  };
  let page: Promise<ServePage> | undefined;
  const server = createServer((req, res) => {
    answer(stage, () => (page ??= loadPage()), req, res).catch((error: unknown) => {
      // A bug of the sandbox: say so instead of leaving the caller waiting.
      process.stderr.write(
        `sandbox: ${req.method} ${req.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ ok: false, error: 'the sandbox itself failed; its stderr says how' }));
    });
  });
  server.on('upgrade', (req, socket, head) => {
    if (new URL(req.url ?? '/', 'http://sandbox').pathname === '/link/') sockets.upgrade(req, socket, head);
    else socket.destroy();
  });
  const bound = await listen(server, port);
  world.origin = `http://127.0.0.1:${bound}`;

  return {
    url: world.origin,
    port: bound,
    botToken: world.tokens.bot,
    appToken: world.tokens.app,
    signingSecret: world.tokens.signing_secret,
    world,
    setBotUrl: (url) => {
      botUrl = url;
    },
    setBot: (bot) => {
      stage.bot = bot;
    },
    setSource: (source, credentials) => {
      stage.source = source;
      stage.sources = credentials;
    },
    announce: (change) => announce(world, change),
    connections: sockets.connections,
    stop: async () => {
      for (const timer of world.timers) clearTimeout(timer);
      sockets.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};
