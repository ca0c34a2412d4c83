import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { closeThread } from '../live/navigate.ts';
import type { Conversation } from '../live/places.ts';
import { drawComposer } from './composer.ts';
import { drawnMessage } from './drawn-message.ts';

/** The open thread: its first message, the replies, and a place to answer. */
export function drawThread(conversation: Conversation): Child {
  const root = model.messages.get(conversation.id)?.find((one) => one.ts === model.thread);
  const manner = { channel: conversation.id, inThread: true };
  return h(
    'aside',
    {
      class: 'thread pane',
      key: 'thread',
      'aria-label': 'Thread',
      on: { keydown: (event) => event.key === 'Escape' && closeThread() },
    },
    h(
      'header',
      { class: 'pane-head' },
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button narrow-only',
          'aria-label': 'Back',
          on: { click: closeThread },
        },
        icon('back'),
      ),
      h(
        'h2',
        {},
        'Thread',
        h('small', {}, conversation.kind === 'channel' ? `#${conversation.name}` : conversation.name),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button wide-only',
          'aria-label': 'Close thread',
          on: { click: closeThread },
        },
        icon('close'),
      ),
    ),
    h(
      'div',
      {
        class: 'stream thread-stream',
        key: `thread-${model.thread}`,
        role: 'log',
        'aria-label': 'Replies',
        tabindex: 0,
        'data-stream': `thread-${model.thread}`,
      },
      root
        ? drawnMessage(root, manner)
        : h('p', { class: 'muted' }, 'The first message of this thread is gone.'),
      h(
        'p',
        { class: 'reply-line', key: 'line' },
        !model.repliesLoaded
          ? 'Loading replies'
          : model.replies.length === 0
            ? 'No replies yet'
            : `${model.replies.length} ${model.replies.length === 1 ? 'reply' : 'replies'}`,
      ),
      model.replies.map((reply) => drawnMessage(reply, manner)),
    ),
    model.thread && drawComposer(conversation.id, 'Reply', model.thread),
  );
}
