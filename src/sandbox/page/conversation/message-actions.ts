import { noAnswer } from '../elements/press.ts';
import { surfaceName } from '../elements/surface.ts';
import type { Message } from '../live/answers.ts';
import { tell } from '../live/api.ts';
import { loadViews } from '../live/load.ts';
import { change, type MenuItem, model } from '../live/model.ts';
import { openThread } from '../live/navigate.ts';

/** What a person can do with any message, the app's message shortcuts among it. */
export function messageActions(message: Message, channel: string, inThread: boolean): MenuItem[] {
  if (message.ephemeral) return [];
  const reply: MenuItem = {
    label: 'Reply in thread',
    icon: 'reply',
    choose: () => openThread(message.thread_ts ?? message.ts),
  };
  const shortcuts = (model.workspace?.shortcuts ?? [])
    .filter(({ type }) => type === 'message')
    .map(
      ({ name, callback_id }): MenuItem => ({
        label: name,
        description: `${model.workspace?.app?.name ?? 'App'} shortcut`,
        icon: 'hand',
        choose: () => void useShortcut(callback_id, channel, message.ts),
      }),
    );
  return inThread ? shortcuts : [reply, ...shortcuts];
}

async function useShortcut(callback_id: string, channel: string, ts: string): Promise<void> {
  const answer = await tell('shortcut', { user: model.me, callback_id, channel, ts });
  if (!answer.ok) {
    const name = surfaceName({ kind: 'message', channel, ts });
    change((page) => page.notes.set(name, noAnswer(answer)));
  }
  await loadViews();
}
