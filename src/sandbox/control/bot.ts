import { z } from 'zod';
import { announce } from '../slack/world.ts';
import { refused, route } from './route.ts';

export const showBot = route('GET', '/_sandbox/bot', z.object({}), ({ bot, transport }) => ({
  ok: true,
  running: bot?.pid() !== undefined,
  pid: bot?.pid() ?? null,
  transport,
}));

/** `kill` is SIGKILL, `term` SIGTERM; `start` starts it on the same database. Answers when that has happened. */
export const steerBot = route(
  'POST',
  '/_sandbox/bot',
  z.object({ action: z.enum(['kill', 'start', 'term']) }),
  async ({ bot, world, transport }, { action }) => {
    if (bot === undefined) return refused('the bot was started by hand, so the sandbox cannot steer it', 409);
    if (action === 'start' && bot.pid() !== undefined)
      return refused(`the bot runs already (pid ${bot.pid()})`, 409);
    if (action !== 'start' && bot.pid() === undefined) return refused('the bot does not run', 409);
    const problem = await (action === 'start'
      ? bot.start()
      : bot.end(action === 'kill' ? 'SIGKILL' : 'SIGTERM'));
    announce(world, { kind: 'bot' });
    const state = { running: bot.pid() !== undefined, pid: bot.pid() ?? null, transport };
    return problem === undefined ? { ok: true, ...state } : { ok: false, error: problem, ...state };
  },
);
