import { problem } from './problem.ts';
import type { Route } from './route.ts';

/** `GET /healthz`: the process lives. */
export const healthzRoute: Route = {
  method: 'GET',
  path: '/healthz',
  access: 'open',
  handle: () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
};

/** `GET /readyz`: ready to take decisions. Slack may be away: they are stored and posted when it is back. */
export const readyzRoute: Route = {
  method: 'GET',
  path: '/readyz',
  access: 'open',
  handle: async ({ world, health }) => {
    if (health.stopping.aborted)
      return problem('unavailable', 'This process is stopping.', { headers: { 'retry-after': '5' } });
    let stoppedTypes: number;
    try {
      await world.store.check();
      stoppedTypes = (await world.store.listStops()).length;
    } catch {
      return problem('unavailable', 'The database takes no writes now.', { headers: { 'retry-after': '5' } });
    }
    return {
      status: 200,
      body: {
        status: 'ok',
        slack: health.slack(),
        background: health.background(),
        policy_version: world.policies.current().version,
        stopped_types: stoppedTypes,
      },
    };
  },
};
