import { homeView } from '../../blocks/home.ts';
import { listWaiting } from '../../src/usecases/list-waiting.ts';
import type { Conversation } from './desk.ts';

/** The Home tab: what waits for the person who opened it. */
export const home: Conversation = {
  name: 'home',
  events: [
    {
      type: 'app_home_opened',
      handle: async ({ world, client }, { asker, tab }) => {
        if (tab !== 'home') return;
        const waiting = await listWaiting(world, asker);
        await client.views.publish({ user_id: asker.id, view: homeView(waiting, world.clock.now()) });
      },
    },
  ],
};
