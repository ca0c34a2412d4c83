import type { WebClient } from '@slack/web-api';
import { homeUnknown, homeView } from '../../blocks/home.ts';
import { digestOf } from '../core/decision/canonical.ts';
import type { Instant } from '../core/time.ts';
import type { Tabs } from '../ports.ts';
import { failureOf } from './failure.ts';

/** Draws Home tabs. @param now domain time */
export const createTabs = (client: WebClient, now: () => Instant): Tabs => ({
  publish: async (personId, home, choice, shown) => {
    const view = home === undefined ? homeUnknown() : homeView(home, choice, now());
    const digest = digestOf(view);
    if (digest === shown) return { ok: true, digest };
    try {
      await client.views.publish({ user_id: personId, view });
      return { ok: true, digest };
    } catch (error) {
      const { retryAfterMs } = failureOf(error);
      return { ok: false, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    }
  },
});
