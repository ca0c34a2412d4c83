import { homeUnknown } from '../../blocks/home.ts';
import { decodeHome, HOME_ACTION } from '../../blocks/wire.ts';
import type { HomeChoice } from '../../src/core/review/home.ts';
import type { Asker } from '../../src/ports.ts';
import { keepShown, openHome } from '../../src/usecases/keep-home.ts';
import { readHome } from '../../src/usecases/read-home.ts';
import type { Conversation, Desk } from './desk.ts';

/** Draws the Home of somebody who looks at it now, and keeps it up to date for a while. */
const show = async (
  { world, client, tabs }: Desk,
  asker: Asker,
  choice: HomeChoice,
  taken: () => void = () => undefined,
): Promise<void> => {
  const opened = await openHome(world, asker, choice);
  taken();
  const home = await readHome(world, asker);
  if (home === undefined) {
    await client.views.publish({ user_id: asker.id, view: homeUnknown() });
    return;
  }
  const shown = await tabs.publish(asker.id, home, choice, null);
  // What Slack did not take now stays due.
  if (shown.ok) await keepShown(world, asker.id, opened, shown.digest);
};

const EVERYTHING: HomeChoice = { filter: { show: 'all' }, page: 0 };

/** The Home tab: what waits for the person who opened it, what they chose to see of it, page by page. */
export const home: Conversation = {
  name: 'home',
  events: [
    {
      type: 'app_home_opened',
      handle: async (desk, { asker, tab }) => {
        if (tab === 'home') await show(desk, asker, EVERYTHING);
      },
    },
  ],
  actions: [
    {
      id: HOME_ACTION,
      handle: (desk, press) => show(desk, press.asker, decodeHome(press.value) ?? EVERYTHING, press.taken),
    },
  ],
};
