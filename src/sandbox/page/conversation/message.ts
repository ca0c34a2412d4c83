import { drawBlocks } from '../blocks/index.ts';
import { attachment } from '../blocks/media.ts';
import { elementOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h, type VNode } from '../dom/vnode.ts';
import { drawPicture } from '../elements/image.ts';
import { type Surface, surfaceName } from '../elements/surface.ts';
import type { Message } from '../live/answers.ts';
import { model } from '../live/model.ts';
import { isApp, personName, personOf } from '../live/names.ts';
import { openThread } from '../live/navigate.ts';
import { drawAvatar } from '../shell/avatar.ts';
import { openMenu } from '../shell/menu.ts';
import { clockTime, formatDate } from '../text/dates.ts';
import { drawMrkdwn } from '../text/draw.ts';
import { emojiPicture } from '../text/emoji.ts';
import { viewer } from '../text/viewer.ts';
import { messageActions } from './message-actions.ts';

export interface Manner {
  channel: string;
  /** The same person wrote just before: the name is not repeated. */
  follows?: boolean;
  /** In the thread pane the way into the thread is left out. */
  inThread?: boolean;
  fresh?: boolean;
}

/** One message with its blocks, as a card in the stream. */
export function drawMessage(message: Message, { channel, follows = false, inThread = false }: Manner): VNode {
  const surface: Surface = { kind: 'message', channel, ts: message.ts };
  const note = model.notes.get(surfaceName(surface));
  const name = personName(message.user);
  const actions = messageActions(message, channel, inThread);
  return h(
    'article',
    {
      key: message.ts,
      class: `message ${follows ? 'follows' : ''} ${message.ephemeral ? 'ephemeral' : ''}`,
      tabindex: -1,
      'data-ts': message.ts,
      'aria-label': `${name}, ${clockTime(at(message), viewer())}`,
    },
    h(
      'div',
      { class: 'gutter' },
      follows
        ? drawTime(message)
        : drawAvatar(personOf(message.user) ?? { id: message.user, name, real_name: name }),
    ),
    h(
      'div',
      { class: 'message-main' },
      message.ephemeral && h('p', { class: 'only-you' }, icon('eye'), 'Only visible to you'),
      !follows &&
        h(
          'header',
          { class: 'byline' },
          h('strong', {}, name),
          isApp(message.user) && h('span', { class: 'tag' }, 'app'),
          drawTime(message),
        ),
      drawBody(message, surface),
      drawReactions(message),
      note && h('p', { class: 'press-note', role: 'alert' }, icon('warn'), note),
      !inThread && drawReplies(message),
    ),
    actions.length > 0 &&
      h(
        'button',
        {
          type: 'button',
          class: 'message-more icon-button',
          'aria-label': `Message actions, ${name}`,
          'aria-haspopup': 'menu',
          title: 'Message actions',
          on: { click: (event) => openMenu('Message actions', actions, elementOf(event)) },
        },
        icon('more'),
      ),
  );
}

function drawBody(message: Message, surface: Surface): Child {
  const blocks = message.blocks ?? [];
  const edited = Boolean(message.edited ?? message.edited_ts) && h('span', { class: 'edited' }, '(edited)');
  return [
    blocks.length > 0
      ? h('div', { class: isApp(message.user) ? 'blocks app-blocks' : 'blocks' }, drawBlocks(blocks, surface))
      : h('div', { class: 'text message-text' }, drawMrkdwn(message.text ?? '')),
    edited,
    (message.files ?? []).map((file) => {
      const url = file.url ?? `/files/${encodeURIComponent(file.id)}`;
      const title = file.title ?? file.name ?? file.id;
      return file.mimetype?.startsWith('image/')
        ? drawPicture(url, title, 'picture')
        : attachment(title, file.mimetype ?? 'File', url);
    }),
  ];
}

function drawTime(message: Message): Child {
  const when = at(message);
  const full = formatDate(when.getTime() / 1000, '{date_long} {time_secs}', '', viewer());
  return h('time', { class: 'when', datetime: when.toISOString(), title: full }, clockTime(when, viewer()));
}

function drawReactions(message: Message): Child {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return h(
    'div',
    { class: 'reactions' },
    reactions.map((one) =>
      h(
        'span',
        { class: 'reaction', title: one.users.map(personName).join(', ') },
        emojiPicture(one.name) ?? `:${one.name}:`,
        ` ${one.users.length}`,
      ),
    ),
  );
}

function drawReplies(message: Message): Child {
  const count = message.reply_count ?? 0;
  if (count === 0) return null;
  return h(
    'button',
    { type: 'button', class: 'replies', on: { click: () => openThread(message.ts) } },
    icon('reply'),
    count === 1 ? '1 reply' : `${count} replies`,
  );
}

export function at(message: Message): Date {
  return new Date(message.posted_at);
}
