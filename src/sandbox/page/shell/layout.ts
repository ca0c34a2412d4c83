import { drawComposer } from '../conversation/composer.ts';
import { drawStream } from '../conversation/stream.ts';
import { drawThread } from '../conversation/thread.ts';
import { type IconName, icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { drawHome } from '../home.ts';
import { model, type NarrowPane } from '../live/model.ts';
import { showPane, toggleSource } from '../live/navigate.ts';
import { type Conversation, conversationsOf, unreadCount } from '../live/places.ts';
import { drawConfirm } from '../modal/confirm.ts';
import { drawModal } from '../modal/modal.ts';
import { drawSource } from '../source/pane.ts';
import { drawBanner } from './banner.ts';
import { drawMenu } from './menu.ts';
import { drawSidebar } from './sidebar.ts';
import { drawTopbar } from './topbar.ts';

/** The whole page. */
export function drawPage(): Child {
  const here = currentConversation();
  const covered = model.views.length > 0 || Boolean(model.menu ?? model.confirm);
  return [
    h(
      'div',
      {
        class: 'shell',
        key: 'shell',
        inert: covered,
        'data-narrow': model.narrow,
        'data-thread': model.thread !== undefined,
        'data-source': model.sourceOpen,
      },
      drawTopbar(),
      drawBanner(),
      h(
        'div',
        { class: 'columns', key: 'columns' },
        drawSidebar(),
        h('main', { class: 'conversation', key: 'main', 'aria-label': here?.name ?? 'Home' }, drawMain(here)),
        here && model.thread !== undefined && drawThread(here),
        drawSource(),
      ),
      drawTabs(),
    ),
    drawModal(),
    drawMenu(),
    drawConfirm(),
  ];
}

function currentConversation(): Conversation | undefined {
  const { place } = model;
  if (place.kind === 'home') return undefined;
  return conversationsOf(model.workspace, model.me).find((one) => one.id === place.id);
}

function drawMain(here: Conversation | undefined): Child {
  if (!model.workspace) {
    const words = model.problem ?? 'Opening the workspace';
    return h('div', { class: 'empty', role: 'status' }, icon('hand'), h('p', {}, words));
  }
  const title = here
    ? here.kind === 'channel'
      ? `#${here.name}`
      : here.name
    : (model.workspace.app?.name ?? 'Home');
  const topic = here ? here.topic : 'Home';
  const members =
    here?.kind === 'channel'
      ? model.workspace.channels.find((one) => one.id === here.id)?.members?.length
      : undefined;
  return [
    h(
      'header',
      { class: 'pane-head', key: 'head' },
      h('h2', {}, title, topic && h('small', {}, topic)),
      members !== undefined &&
        h(
          'span',
          { class: 'muted members' },
          icon('person'),
          h('span', { class: 'visually-hidden' }, 'Members: '),
          members,
        ),
      h(
        'button',
        {
          type: 'button',
          class: 'button small source-toggle',
          'aria-pressed': model.sourceOpen && model.thread === undefined ? 'true' : 'false',
          on: { click: toggleSource },
        },
        icon('flow'),
        'Source',
      ),
    ),
    here ? drawStream(here) : drawHome(),
    here && drawComposer(here.id, here.kind === 'channel' ? `Message #${here.name}` : `Message ${here.name}`),
  ];
}

const tabs: { pane: NarrowPane; label: string; sign: IconName }[] = [
  { pane: 'places', label: 'Channels', sign: 'list' },
  { pane: 'conversation', label: 'Conversation', sign: 'chat' },
  { pane: 'source', label: 'Source', sign: 'flow' },
];

/** On a narrow screen one part is shown at a time. */
function drawTabs(): Child {
  const unread = conversationsOf(model.workspace, model.me).some(
    (one) => unreadCount(model.messages.get(one.id) ?? [], model.read.get(one.id), model.me) > 0,
  );
  return h(
    'nav',
    { class: 'tabs', 'aria-label': 'Parts of this page', key: 'tabs' },
    tabs.map(({ pane, label, sign }) =>
      h(
        'button',
        {
          type: 'button',
          'aria-current': model.narrow === pane ? 'page' : undefined,
          on: { click: () => showPane(pane) },
        },
        h(
          'span',
          { class: 'tab-icon' },
          icon(sign),
          pane === 'places' && unread && h('span', { class: 'dot' }),
        ),
        label,
      ),
    ),
  );
}
