import { markRead } from './conversation/stream.ts';
import { patch } from './dom/patch.ts';
import { h } from './dom/vnode.ts';
import type { Workspace } from './live/answers.ts';
import { eachOnce } from './live/each-once.ts';
import { loadAll, loadWorkspace, reload } from './live/load.ts';
import { readBefore, recall } from './live/memory.ts';
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

/** Draws what there is; the first time it is known, also chooses who acts and where. */
async function open(): Promise<void> {
  if (!model.me) {
    await loadWorkspace();
    if (model.workspace) begin(model.workspace);
  }
  if (model.me) await loadAll();
}

/** As at the last visit, else somebody with decisions to take, where they arrive. */
function begin(workspace: Workspace): void {
  const kept = people(workspace).find((one) => one.id === recall('person'));
  const me = (kept ?? likelyReviewer(workspace))?.id ?? '';
  const places = conversationsOf(workspace, me);
  const place = recall('place');
  const first =
    places.find((one) => one.id === place) ?? places.find((one) => /decision/.test(one.name)) ?? places[0];
  change((page) => {
    page.me = me;
    page.sourceOpen = (recall('source') ?? (innerWidth < 1100 ? 'closed' : 'open')) === 'open';
    page.read = readBefore(me, places);
  });
  goTo(place === 'home' || !first ? { kind: 'home' } : { kind: 'conversation', id: first.id });
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
