import { noAnswer } from '../elements/press.ts';
import { surfaceName } from '../elements/surface.ts';
import type { Message } from '../live/answers.ts';
import { tell } from '../live/api.ts';
import { loadViews } from '../live/load.ts';
import { change, type MenuItem, model } from '../live/model.ts';
import { openThread } from '../live/navigate.ts';

/** What a person can do with any message, the app's message shortcut among it. */
export function messageActions(message: Message, channel: string, inThread: boolean): MenuItem[] {
  if (message.ephemeral) return [];
  const reply: MenuItem = {
    label: 'Reply in thread',
    icon: 'reply',
    choose: () => openThread(message.thread_ts ?? message.ts),
  };
  const raise: MenuItem = {
    label: 'Raise a hand',
    description: `${model.workspace?.app?.name ?? 'App'} shortcut`,
    icon: 'hand',
    choose: () => void raiseHand(channel, message.ts),
  };
  return inThread ? [raise] : [reply, raise];
}

async function raiseHand(channel: string, ts: string): Promise<void> {
  const answer = await tell('shortcut', { user: model.me, callback_id: 'raise_hand', channel, ts });
  if (!answer.ok) {
    const name = surfaceName({ kind: 'message', channel, ts });
    change((page) => page.notes.set(name, noAnswer(answer)));
  }
  await loadViews();
}
