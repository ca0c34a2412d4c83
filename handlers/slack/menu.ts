import { ACTIONS, decodeMenu, type MenuItem } from '../../blocks/wire.ts';
import type { Conversation } from './desk.ts';

/** The menu of every card has one action id: its entries lead to the conversations that they belong to. */
export const menuOf = (conversations: readonly Conversation[]): Conversation => {
  const entries = new Map(
    conversations.flatMap(({ menu = [] }) => menu.map(({ item, handle }) => [item, handle] as const)),
  );
  return {
    name: 'menu',
    actions: [
      {
        id: ACTIONS.more,
        handle: async (desk, press) => {
          // What is not ours is answered by the entry that only shows.
          const item: MenuItem = decodeMenu(press.value)?.item ?? 'full_context';
          await entries.get(item)?.(desk, press);
        },
      },
    ],
  };
};
