import type { Method } from '../method.ts';
import { done } from '../method.ts';

/** https://docs.slack.dev/reference/methods/apps.connections.open. The ticket is good for one connection. */
export const appMethods: Method[] = [
  {
    name: 'apps.connections.open',
    token: 'app',
    scopes: [],
    run: (world) => {
      const ticket = world.issue.opaque(32);
      world.socketTickets.add(ticket);
      return done({
        url: `${world.origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.app.id}`,
      });
    },
  },
];
