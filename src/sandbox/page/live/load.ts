import type { BotState, Message, OpenView, SourceState, Workspace } from './answers.ts';
import { ask, isRecord, listOf } from './api.ts';
import { change, model } from './model.ts';
import { conversationsOf } from './places.ts';
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
      return loadSource();
    case 'clock':
      return loadClock();
    case 'bot':
      return loadBot();
  }
}

async function loadWorkspace(): Promise<void> {
  const answer = await ask('state');
  change((page) => {
    if (answer.ok) {
      page.workspace = { ...({ users: [], channels: [] } satisfies Workspace), ...answer.body };
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
  const answer = await ask('messages', { channel, user: me });
  if (!answer.ok || model.me !== me) return;
  change((page) => page.messages.set(channel, listOf<Message>(answer, 'messages')));
}

/** Fetches the open thread. */
export async function loadThread(): Promise<void> {
  const { thread, place, me } = model;
  if (!thread || place.kind !== 'conversation') return;
  const answer = await ask('messages', { channel: place.id, user: me, thread_ts: thread });
  if (!answer.ok || model.thread !== thread || model.me !== me) return;
  change((page) => {
    page.replies = listOf<Message>(answer, 'messages').filter(
      (one) => one.thread_ts === thread && one.ts !== thread,
    );
    page.repliesLoaded = true;
  });
}

/** Fetches the acting person's open modals; what was typed into closed ones is forgotten. */
export async function loadViews(): Promise<void> {
  const me = model.me;
  const answer = await ask('views', { user: me });
  if (!answer.ok || model.me !== me) return;
  change((page) => {
    page.views = listOf<OpenView>(answer, 'views');
    const open = new Set(page.views.map((view) => view.id));
    for (const id of page.errors.keys()) if (!open.has(id)) page.errors.delete(id);
    for (const field of page.drafts.keys()) {
      const view = /^view:([^/]*)\//.exec(field)?.[1];
      if (view && !open.has(view)) page.drafts.delete(field);
    }
  });
}

/** Fetches the acting person's published Home. */
export async function loadHome(): Promise<void> {
  const me = model.me;
  const answer = await ask('home', { user: me });
  if (model.me !== me) return;
  const view = isRecord(answer.body.view) ? answer.body.view : answer.body;
  change((page) => {
    if (answer.ok && Array.isArray(view.blocks)) page.home = view as unknown as OpenView;
    else if (page.home === undefined) page.home = null;
  });
}

export async function loadClock(): Promise<void> {
  const answer = await ask('clock');
  const offset = answer.body.offset_ms;
  if (answer.ok && typeof offset === 'number') change((page) => void (page.clock = { offset }));
}

export async function loadBot(): Promise<void> {
  const answer = await ask('bot');
  if (answer.ok) change((page) => void (page.bot = answer.body as unknown as BotState));
}

export async function loadSource(): Promise<void> {
  const answer = await ask('source');
  if (!answer.ok && answer.status !== 409) return;
  change((page) => {
    if (!answer.ok) return void (page.source = null);
    page.source = {
      submissions: listOf(answer, 'submissions'),
      callbacks: listOf(answer, 'callbacks'),
      samples: listOf(answer, 'samples'),
      sources: listOf(answer, 'sources'),
    } satisfies SourceState;
  });
}
