import { lostDrafts } from '../modal/values.ts';
import { joined } from '../source/records.ts';
import type { BotState, Message, OpenView, SourceState, Workspace } from './answers.ts';
import { ask } from './api.ts';
import { change, model } from './model.ts';
import { conversationsOf, sameKept } from './places.ts';
import type { Change } from './stream.ts';

/** Fetches everything that the acting person can see. */
export async function loadAll(): Promise<void> {
  await loadWorkspace();
  if (!model.workspace) return;
  await Promise.all([
    loadConversations(),
    loadViews(),
    loadHome(),
    loadThread(),
    loadClock(),
    loadBot(),
    loadSource(),
  ]);
}

/** Fetches again what one change touched, if it can be seen from here. */
export async function reload(what: Change): Promise<void> {
  const mine = !what.user || what.user === model.me;
  switch (what.kind) {
    case 'messages':
      if (!mine) return;
      await (what.channel ? loadMessages(what.channel) : loadConversations());
      return loadThread();
    case 'views':
      return mine ? loadViews() : undefined;
    case 'home':
      return mine ? loadHome() : undefined;
    case 'state':
      return loadAll();
    case 'source':
      return loadNewTraffic();
    case 'clock':
      return loadClock();
    case 'bot':
      return loadBot();
  }
}

/** Fetches who and what there is; the last known stays when that fails. */
export async function loadWorkspace(): Promise<void> {
  const answer = await ask<Workspace>('state');
  change((page) => {
    if (answer.ok) {
      page.workspace = { users: [], channels: [], ...answer.body };
      delete page.problem;
    } else if (!page.workspace) page.problem = answer.error;
  });
}

function loadConversations(): Promise<unknown> {
  return Promise.all(conversationsOf(model.workspace, model.me).map((one) => loadMessages(one.id)));
}

/** Fetches one conversation as the acting person sees it. */
export async function loadMessages(channel: string): Promise<void> {
  const me = model.me;
  const known = conversationsOf(model.workspace, me).some((one) => one.id === channel);
  if (!known) return;
  const answer = await ask<{ messages: Message[] }>('messages', { channel, user: me });
  if (!answer.ok || model.me !== me) return;
  change((page) =>
    page.messages.set(channel, sameKept(page.messages.get(channel), answer.body.messages ?? [])),
  );
}

/** Fetches the open thread. */
export async function loadThread(): Promise<void> {
  const { thread, place, me } = model;
  if (!thread || place.kind !== 'conversation') return;
  const answer = await ask<{ messages: Message[] }>('messages', {
    channel: place.id,
    user: me,
    thread_ts: thread,
  });
  if (!answer.ok || model.thread !== thread || model.me !== me) return;
  change((page) => {
    page.replies = (answer.body.messages ?? []).filter(
      (one) => one.thread_ts === thread && one.ts !== thread,
    );
    page.repliesLoaded = true;
  });
}

/** Fetches the acting person's open modals; what was typed into closed ones, or into fields that are gone, is forgotten. */
export async function loadViews(): Promise<void> {
  const me = model.me;
  const answer = await ask<{ views: OpenView[] }>('views', { user: me });
  if (!answer.ok || model.me !== me) return;
  change((page) => {
    page.views = answer.body.views ?? [];
    const open = new Set(page.views.map((view) => view.id));
    for (const id of page.errors.keys()) if (!open.has(id)) page.errors.delete(id);
    for (const field of page.drafts.keys()) {
      const view = /^view:([^/]*)\//.exec(field)?.[1];
      if (view && !open.has(view)) page.drafts.delete(field);
    }
    for (const view of page.views)
      for (const field of lostDrafts(view, page.drafts)) page.drafts.delete(field);
  });
}

/** Fetches the acting person's published Home. */
export async function loadHome(): Promise<void> {
  const me = model.me;
  const answer = await ask<{ view: OpenView | null }>('home', { user: me });
  if (model.me !== me) return;
  change((page) => {
    if (answer.ok) page.home = answer.body.view ?? null;
  });
}

export async function loadClock(): Promise<void> {
  const { ok, body } = await ask<{ offset_ms: number }>('clock');
  if (ok) change((page) => (page.clock = { offset: body.offset_ms ?? 0 }));
}

export async function loadBot(): Promise<void> {
  const { ok, body } = await ask<BotState>('bot');
  if (ok) change((page) => (page.bot = { running: false, ...body }));
}

/** Fetches the sources' log and samples; a sandbox that runs alone has none. */
export async function loadSource(): Promise<void> {
  const { ok, status, body } = await ask<SourceState>('source');
  const nothing: SourceState = { submissions: [], callbacks: [], samples: [], sources: [] };
  if (ok) change((page) => (page.source = { ...nothing, ...body }));
  else if (status === 409) change((page) => (page.source = null));
}

/** Fetches what was sent and received since. */
export async function loadNewTraffic(): Promise<void> {
  const known = model.source;
  if (!known) return loadSource();
  const after = (list: { n: number }[]): Record<string, string> => ({ after: String(list.at(-1)?.n ?? 0) });
  const [sent, received] = await Promise.all([
    ask<SourceState>('source', after(known.submissions)),
    ask<SourceState>('callbacks', after(known.callbacks)),
  ]);
  change((page) => {
    if (!page.source) return;
    page.source = {
      ...page.source,
      submissions: joined(page.source.submissions, sent.body.submissions ?? []),
      callbacks: joined(page.source.callbacks, received.body.callbacks ?? []),
    };
  });
}
