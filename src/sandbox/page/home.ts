import { drawBlocks } from './blocks/index.ts';
import { icon } from './dom/icon.ts';
import { type Child, h } from './dom/vnode.ts';
import { model } from './live/model.ts';

/** The app's Home as it was published for the acting person. */
export function drawHome(): Child {
  const { home } = model;
  const loading = home === undefined || (home === null && model.busy.has('home'));
  const note = home ? model.notes.get(`home:${home.id}`) : undefined;
  return h(
    'div',
    {
      class: 'stream home',
      key: `home-${model.me}`,
      tabindex: 0,
      role: 'region',
      'aria-label': 'Home',
      'data-view-id': home?.id,
    },
    loading &&
      h(
        'div',
        { class: 'skeleton', role: 'status', 'aria-label': 'Loading Home' },
        h('div', {}, h('i'), h('b'), h('u')),
      ),
    !loading &&
      home === null &&
      h(
        'div',
        { class: 'empty' },
        icon('home'),
        h('h3', {}, 'No Home published yet'),
        h(
          'p',
          {},
          'The app draws this page when you open it. If it stays empty, look whether the bot is running.',
        ),
      ),
    note && h('p', { class: 'press-note', role: 'alert' }, icon('warn'), note),
    home && h('div', { class: 'blocks home-blocks' }, drawBlocks(home.blocks, { kind: 'home', id: home.id })),
  );
}
