import type { Logger } from '../logger.ts';
import { failureOf } from './failure.ts';
import type { SlackWorkspace } from './workspace.ts';

const EVERY_MS = 30_000;
const SOON_MS = 2_000;

export type SlackWatch = { state: () => 'ok' | 'degraded'; stop: () => void };

/** Asks Slack now and then who we are, so that its absence is known, and says once when that changes. */
export const watchSlack = (workspace: SlackWorkspace, log: Logger): SlackWatch => {
  let state: 'ok' | 'degraded' | 'unknown' = 'unknown';
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const ask = async (): Promise<void> => {
    try {
      const { teamId, botUserId } = await workspace.identify();
      if (state !== 'ok') log.info({ team: teamId, bot_user: botUserId }, 'Slack answers');
      state = 'ok';
    } catch (error) {
      const { error: reason, kind } = failureOf(error);
      if (state !== 'degraded') {
        const what =
          kind === 'locked_out'
            ? "Slack refuses our token; check SLACK_BOT_TOKEN and the app's scopes"
            : 'Slack does not answer';
        log.warn({ reason }, `${what}. Decisions are still taken; cards wait.`);
      }
      state = 'degraded';
    }
    if (!stopped) timer = setTimeout(() => void ask(), state === 'ok' ? EVERY_MS : SOON_MS).unref();
  };
  void ask();
  return {
    state: () => (state === 'degraded' ? 'degraded' : 'ok'),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
