import type { Desk } from './desk.ts';
import { actionsOf, type Block, type Message } from './slack-side.ts';

type Menu = { action_id?: string; options?: { value: string }[] };

/** Every value that a menu of these blocks offers. */
const menuValues = (blocks: Block[]): string[] =>
  [
    ...blocks.flatMap(({ accessory }) => [accessory as Menu | undefined]),
    ...blocks.flatMap(({ elements = [] }) => elements as Menu[]),
  ]
    .filter((one) => one?.action_id === 'more')
    .flatMap((one) => (one?.options ?? []).map(({ value }) => value));

/**
 * A person tries everything that a card offers: every button, every entry of its menu, every page of what opens; then
 * Home and what the slash command answers. What they are shown is looked for afterwards.
 */
export const tryEverything = async (desk: Desk, user: string, card: Message): Promise<void> => {
  const { slack } = desk;
  const buttons = actionsOf(card).filter((action) => action !== 'more');
  for (const action of buttons) {
    await slack.press(user, await slack.again(card), action);
    await readModals(desk, user);
  }
  for (const value of menuValues((await slack.again(card)).blocks)) {
    await slack.press(user, await slack.again(card), 'more', { value });
    await readModals(desk, user);
  }
  await slack.home(user);
  for (const words of ['queue', 'help', `find ${card.text.slice(0, 20)}`, 'stats', 'why EXP-10422'])
    await slack.command(user, words);
  await desk.settled();
};

/** Turns the pages of what is open, and closes it. */
const readModals = async ({ slack }: Desk, user: string): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) {
    const open = (await slack.modals(user)).at(-1);
    if (open === undefined) return;
    const isLast = !actionsOf(open).includes('full_context_page_next');
    const id = slack.userId(user);
    if (isLast) await slack.post('close', { user: id, view_id: open.id });
    else await slack.post('view-press', { user: id, view_id: open.id, action_id: 'full_context_page_next' });
  }
};

/** Everything that the bot has put before people so far: every call it made, every message and Home as it stands. */
export const everythingShown = async ({ slack, sandbox }: Desk): Promise<string> => {
  const calls = await slack.calls();
  const { messages, homes } = sandbox.world;
  return JSON.stringify([calls, [...messages.entries()], [...homes.entries()]]);
};
