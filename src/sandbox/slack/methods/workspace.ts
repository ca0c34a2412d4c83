import { textOf } from '../arguments.ts';
import type { Method } from '../method.ts';
import { done, refuse } from '../method.ts';

/** https://docs.slack.dev/reference/methods/team.info and bots.info */
export const workspaceMethods: Method[] = [
  {
    name: 'team.info',
    token: 'bot',
    scopes: ['team:read'],
    run: (world) =>
      done({
        team: {
          ...world.team,
          email_domain: 'example.com',
          icon: { image_default: true },
          url: `https://${world.team.domain}.slack.com/`,
        },
      }),
  },
  {
    name: 'bots.info',
    token: 'bot',
    scopes: ['users:read'],
    run: (world, args) => {
      const bot = textOf(args, 'bot') ?? world.app.bot_id;
      if (bot !== world.app.bot_id) return refuse('bot_not_found');
      const { bot_id, bot_user_id, id, name } = world.app;
      return done({
        bot: { id: bot_id, deleted: false, name, updated: 0, app_id: id, user_id: bot_user_id, icons: {} },
      });
    },
  },
];
