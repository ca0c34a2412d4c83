import { markRead } from './conversation/stream.ts';
import { patch } from './dom/patch.ts';
import { h } from './dom/vnode.ts';
import { eachOnce } from './live/each-once.ts';
import { loadAll, reload } from './live/load.ts';
import { recall } from './live/memory.ts';
import { change, drawWith, model } from './live/model.ts';
import { goTo } from './live/navigate.ts';
import { conversationsOf, likelyReviewer, people } from './live/places.ts';
import { follow } from './live/stream.ts';
import { settleFocus, watchFocus } from './shell/focus.ts';
import { drawPage } from './shell/layout.ts';
import { keepScroll } from './shell/scroll.ts';
import { restoreTheme } from './shell/theme.ts';

/** Draws the model; what the person reads, types and has scrolled to stays where it is. */
function draw(): void {
  const root = document.getElementById('page');
  if (!root) return;
  const settleScroll = keepScroll();
  patch(root, h('div', {}, drawPage()).children);
  settleScroll();
  settleFocus();
  if (model.place.kind === 'conversation') markRead(model.place.id);
}

/** Chooses who acts and where, as at the last visit or else the first. */
async function open(): Promise<void> {
  await loadAll();
  if (!model.workspace || model.me) return;
  const reviewer = likelyReviewer(model.workspace);
  const kept = people(model.workspace).find((one) => one.id === recall('person'));
  change((page) => {
    page.me = (kept ?? reviewer)?.id ?? '';
    page.sourceOpen = recall('source') !== 'closed';
  });
  const places = conversationsOf(model.workspace, model.me);
  change((page) => {
    for (const one of places) {
      const ts = recall(`read:${page.me}:${one.id}`);
      if (ts) page.read.set(one.id, ts);
    }
  });
  const place = recall('place');
  const first =
    places.find((one) => one.id === place) ?? places.find((one) => /decision/.test(one.name)) ?? places[0];
  if (place === 'home' || !first) goTo({ kind: 'home' });
  else change((page) => void (page.place = { kind: 'conversation', id: first.id }));
  await loadAll();
}

restoreTheme();
watchFocus();
drawWith(draw);
draw();
document.addEventListener('visibilitychange', draw);
// Day headings and "5 minutes ago" grow old by themselves.
setInterval(draw, 30_000);
follow({
  opened: () => {
    change((page) => void (page.connection = 'live'));
    void open();
  },
  closed: () => change((page) => void (page.connection = 'lost')),
  changed: eachOnce((what) => `${what.kind} ${what.channel ?? ''} ${what.user ?? ''}`, reload),
});
