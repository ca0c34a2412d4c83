import { tell } from './api.ts';
import { loadAll, loadHome, loadThread } from './load.ts';
import { readBefore, remember } from './memory.ts';
import { change, model, type NarrowPane, type Place } from './model.ts';
import { conversationsOf } from './places.ts';

/** Shows another conversation or the app's Home. */
export function goTo(place: Place): void {
  change((page) => {
    page.place = place;
    page.narrow = 'conversation';
    delete page.thread;
    delete page.leftAt;
    page.replies = [];
  });
  remember('place', place.kind === 'home' ? 'home' : place.id);
  if (place.kind === 'home') void openHome();
}

/** The app hears that its Home is opened, and draws it: an app draws one that was opened long ago no more by itself. */
export async function openHome(): Promise<void> {
  change((page) => page.busy.add('home'));
  await tell('home', { user: model.me });
  await loadHome();
  change((page) => page.busy.delete('home'));
}

/** From here on everything is done and seen as that person. */
export async function actAs(user: string): Promise<void> {
  change((page) => {
    page.me = user;
    page.messages = new Map();
    page.read = readBefore(user, conversationsOf(page.workspace, user));
    page.views = [];
    page.replies = [];
    page.repliesLoaded = false;
    page.notes.clear();
    delete page.home;
    const places = conversationsOf(page.workspace, user);
    const here = page.place;
    if (here.kind === 'conversation' && !places.some((one) => one.id === here.id)) {
      // A direct message is somebody else's: the same app's own one takes its place.
      page.place = { kind: 'conversation', id: places.find((one) => one.kind === 'channel')?.id ?? '' };
      delete page.thread;
    }
  });
  remember('person', user);
  if (model.place.kind === 'home') void openHome();
  await loadAll();
}

export function openThread(ts: string): void {
  change((page) => {
    page.thread = ts;
    page.replies = [];
    page.repliesLoaded = false;
  });
  void loadThread();
}

export function closeThread(): void {
  change((page) => void delete page.thread);
}

export function showPane(pane: NarrowPane): void {
  change((page) => void (page.narrow = pane));
}

/** Opens or closes the Source pane; a thread that lies over it makes way. */
export function toggleSource(): void {
  change((page) => {
    page.sourceOpen = page.thread !== undefined || !page.sourceOpen;
    delete page.thread;
  });
  remember('source', model.sourceOpen ? 'open' : 'closed');
}
