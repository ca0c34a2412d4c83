import { LogLevel, type Logger as SlackLogger, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '../logger.ts';
import { exchange } from './exchange.ts';

/**
 * Two clients, since one client pauses its whole queue on a 429: a modal behind a slow card would find its trigger
 * dead (triggers live 3 s, https://docs.slack.dev/interactivity/handling-user-interaction).
 * - `interactive` answers people: short timeout, one retry.
 * - `background` posts cards: never waits by itself, our own rows hold what is to be tried again.
 */
export type SlackClients = { interactive: WebClient; background: WebClient };

const INTERACTIVE_TIMEOUT_MS = 2_500;
const BACKGROUND_TIMEOUT_MS = 10_000;

export const createClients = (token: string, apiUrl: string, log: Logger): SlackClients => {
  const shared: WebClientOptions = {
    slackApiUrl: apiUrl,
    logger: slackLogger(log),
    rejectRateLimitedCalls: true,
  };
  return {
    interactive: new WebClient(token, {
      ...shared,
      fetch: exchange(INTERACTIVE_TIMEOUT_MS),
      retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 200 },
    }),
    background: new WebClient(token, {
      ...shared,
      fetch: exchange(BACKGROUND_TIMEOUT_MS),
      retryConfig: { retries: 0 },
    }),
  };
};

/** Slack's libraries log through ours, one level quieter: what matters is said by whoever made the call. */
export const slackLogger = (log: Logger): SlackLogger => ({
  debug: (...words) => log.trace(words.map(String).join(' ')),
  info: (...words) => log.debug(words.map(String).join(' ')),
  warn: (...words) => log.debug(words.map(String).join(' ')),
  error: (...words) => log.warn(words.map(String).join(' ')),
  setLevel: () => undefined,
  getLevel: () => LogLevel.INFO,
  setName: () => undefined,
});
