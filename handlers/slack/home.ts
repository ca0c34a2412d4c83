import { decodeHome, HOME_ACTION } from '../../blocks/wire.ts';
import type { HomeChoice } from '../../src/core/review/home.ts';
import { openHome } from '../../src/usecases/keep-home.ts';
import type { Conversation } from './desk.ts';

const EVERYTHING: HomeChoice = { filter: { show: 'all' }, page: 0 };

/**
 * The Home tab: what waits for the person who opened it, what they chose to see of it, page by page. What they chose is kept
 * here; whoever draws Homes again when something changes draws this, too, so that nobody's click waits for a long list.
 */
export const home: Conversation = {
  name: 'home',
  events: [
    {
      type: 'app_home_opened',
      handle: async ({ world }, { asker, tab }) => {
        if (tab === 'home') await openHome(world, asker, EVERYTHING);
      },
    },
  ],
  actions: [
    {
      id: HOME_ACTION,
      handle: ({ world }, { asker, value }) => openHome(world, asker, decodeHome(value) ?? EVERYTHING),
    },
  ],
};
