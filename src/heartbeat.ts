import type { Logger } from './logger.ts';

const WITHIN_MS = 10_000;

/**
 * Tells whoever watches over the bot from outside that all is well, by a request to an address of theirs. They raise the
 * alarm when it stays away: a bot that is down says nothing.
 */
export const createHeartbeat =
  (url: string | undefined, log: Logger): (() => Promise<void>) =>
  async () => {
    if (url === undefined) return;
    try {
      const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(WITHIN_MS) });
      if (!answer.ok) log.warn({ status: answer.status }, 'the heartbeat was not taken');
      await answer.body?.cancel();
    } catch (error) {
      log.warn({ err: error }, 'the heartbeat did not arrive');
    }
  };
