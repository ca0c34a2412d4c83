import { claim } from '../../src/usecases/claim.ts';
import { release } from '../../src/usecases/release.ts';
import type { Conversation } from './desk.ts';
import { menuOnCase, tellRefusal } from './menu-on-case.ts';

/** Take it, give it back. The card says who has it; nothing else is said unless it is refused. */
export const claimConversation: Conversation = {
  name: 'claim',
  menu: [
    {
      item: 'take',
      handle: async (desk, press) => {
        const on = await menuOnCase(desk, press);
        if (on === undefined) return;
        const taken = await claim(desk.world, on.kase.review, on.standing);
        if (!taken.ok) await tellRefusal(press, taken.error, on);
      },
    },
    {
      item: 'give_back',
      handle: async (desk, press) => {
        const on = await menuOnCase(desk, press);
        if (on === undefined) return;
        const released = await release(desk.world, on.kase.review, on.standing);
        if (!released.ok) await tellRefusal(press, released.error, on);
      },
    },
  ],
};
