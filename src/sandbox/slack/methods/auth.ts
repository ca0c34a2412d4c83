import type { Method } from '../method.ts';
import { done } from '../method.ts';

/** https://docs.slack.dev/reference/methods/auth.test */
export const authMethods: Method[] = [
  {
    name: 'auth.test',
    token: 'bot',
    scopes: [],
    run: (world) =>
      done({
        url: `https://${world.team.domain}.slack.com/`,
        team: world.team.name,
        user: world.manifest.botName,
        team_id: world.team.id,
        user_id: world.app.bot_user_id,
        bot_id: world.app.bot_id,
        is_enterprise_install: false,
      }),
  },
];
