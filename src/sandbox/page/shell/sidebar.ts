import { type IconName, icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model, type Place } from '../live/model.ts';
import { personOf } from '../live/names.ts';
import { goTo } from '../live/navigate.ts';
import { type Conversation, conversationsOf, unreadCount } from '../live/places.ts';
import { drawAvatar, presenceWords } from './avatar.ts';

/** Where one can go: channels, direct messages, the app. */
export function drawSidebar(): Child {
  const all = conversationsOf(model.workspace, model.me);
  const of = (kind: Conversation['kind']): Conversation[] => all.filter((one) => one.kind === kind);
  const app = model.workspace?.app?.name ?? 'App';
  return h(
    'nav',
    { class: 'sidebar', 'aria-label': 'Conversations', key: 'sidebar' },
    section(
      'Channels',
      of('channel').map((one) => drawConversation(one, '#')),
    ),
    of('person').length > 0 &&
      section(
        'Direct messages',
        of('person').map((one) => drawConversation(one)),
      ),
    section(app, [
      entry({ kind: 'home' }, 'Home', { sign: 'home' }),
      of('app').map((one) => drawConversation({ ...one, name: 'Messages' }, 'chat')),
    ]),
  );
}

function section(title: string, entries: Child[]): Child {
  return h('section', { key: title }, h('h2', {}, title), h('ul', {}, entries));
}

function drawConversation(conversation: Conversation, sign?: '#' | IconName): Child {
  const { id, name } = conversation;
  const unread = unreadCount(model.messages.get(id) ?? [], model.read.get(id), model.me);
  const person = conversation.kind === 'person' ? personOf(conversation.with ?? '') : undefined;
  return entry({ kind: 'conversation', id }, name, {
    unread,
    ...(sign ? { sign } : {}),
    ...(person ? { avatar: drawAvatar(person), words: presenceWords(person) } : {}),
  });
}

interface Decoration {
  sign?: '#' | IconName;
  avatar?: Child;
  unread?: number;
  words?: string;
}

function entry(place: Place, name: string, { sign, avatar, unread = 0, words }: Decoration): Child {
  const id = place.kind === 'home' ? 'home' : place.id;
  const current = model.place.kind === 'home' ? 'home' : model.place.id;
  const says = [name, words, unread > 0 && `${unread} unread`].filter(Boolean).join(', ');
  return h(
    'li',
    { key: id },
    h(
      'button',
      {
        type: 'button',
        class: `entry ${unread > 0 ? 'unread' : ''}`,
        'aria-current': id === current ? 'page' : undefined,
        'aria-label': says,
        'data-place': id,
        on: { click: () => goTo(place) },
      },
      avatar ?? h('span', { class: 'sign', 'aria-hidden': 'true' }, sign === '#' || !sign ? '#' : icon(sign)),
      h('span', { class: 'entry-name' }, name),
      unread > 0 && h('span', { class: 'unread-count', 'aria-hidden': 'true' }, unread > 99 ? '99+' : unread),
    ),
  );
}
