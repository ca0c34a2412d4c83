import type { RequestListener } from 'node:http';
import { App, type AuthorizeResult, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { slackLogger } from './clients.ts';
import type { SlackWorkspace } from './workspace.ts';

/** Slack's larger payloads are some hundred kilobytes; Bolt's own default is 4 MB. */
const BODY_LIMIT = 1024 * 1024;
const RETRY_CONNECT_MS = 5_000;

export type SlackApp = {
  app: App;
  /** Serves `/slack/events`; absent in Socket Mode. */
  listener: RequestListener | undefined;
  /** Starts listening without waiting: in Socket Mode Slack may be away for a long time. */
  start: () => void;
  stop: () => Promise<void>;
};

/**
 * The Bolt app over HTTP or Socket Mode. Who we are is remembered by us: with Bolt's own look-up a failing auth.test
 * drops people's clicks and answers Slack that all is well.
 */
export const createSlackApp = (slack: Config['slack'], workspace: SlackWorkspace, log: Logger): SlackApp => {
  const logger = slackLogger(log);
  const authorize = (): Promise<AuthorizeResult> => {
    const { teamId, botId, botUserId } = workspace.identity();
    return Promise.resolve({
      botToken: slack.botToken,
      ...(teamId === undefined ? {} : { teamId }),
      ...(botId === undefined ? {} : { botId }),
      ...(botUserId === undefined ? {} : { botUserId }),
    });
  };
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const { appToken, signingSecret } = slack;
  const socket =
    appToken === undefined
      ? undefined
      : new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } });
  const http =
    socket !== undefined
      ? undefined
      : new HTTPReceiver({
          signingSecret: signingSecret ?? '',
          endpoints: ['/slack/events'],
          bodyLimit: BODY_LIMIT,
          logger,
          unhandledRequestHandler: ({ response }) => {
            if (!response.headersSent) response.writeHead(200).end();
          },
        });
  const receiver = socket ?? http;
  const app = new App({
    ...(receiver === undefined ? {} : { receiver }),
    authorize,
    clientOptions,
    logger,
    convoStore: false,
    ignoreSelf: true,
  });
  app.error((error) => {
    log.error({ err: error }, 'a Slack payload could not be handled');
    return Promise.resolve();
  });

  let stopped = false;
  const connect = async (): Promise<void> => {
    while (!stopped) {
      try {
        await socket?.start();
        return;
      } catch (error) {
        log.warn({ err: error }, 'Slack does not take the Socket Mode connection; trying again');
        await new Promise((resolve) => setTimeout(resolve, RETRY_CONNECT_MS));
      }
    }
  };
  return {
    app,
    listener: http === undefined ? undefined : withFreshTimestamp(http.requestListener),
    start: () => void connect(),
    stop: async () => {
      stopped = true;
      await socket?.stop().catch(() => undefined);
    },
  };
};

const FIVE_MINUTES_S = 300;

/**
 * Bolt refuses requests older than five minutes but takes those from the future, so that a recorded one could be
 * kept for later. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const withFreshTimestamp =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    const sent = Number(request.headers['x-slack-request-timestamp'] ?? 0);
    if (sent > Date.now() / 1000 + FIVE_MINUTES_S) {
      response.writeHead(401).end();
      request.resume();
      return;
    }
    listener(request, response);
  };
