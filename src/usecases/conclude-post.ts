import type { Messenger, Posted, Surface, World, Write } from '../ports.ts';
import { lapseUnreachable } from './lapse-info.ts';
import { recordEvents } from './record-events.ts';
import { apartAgain } from './tell-together.ts';

/** What posting needs beside the world. */
export type Posting = {
  messenger: Messenger;
  /** `about` names a decision only where the trouble is that decision's: a channel that is gone is one trouble. */
  onProblem: (sentence: string, about: Record<string, unknown>) => void;
};

const MOST_TRIES = 10;
export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 60_000;

/** What comes of a call: kept, put off, sent elsewhere or given up. Answers whether the channel can take the next one now. */
export const conclude = async (
  world: World,
  it: Posting,
  surface: Surface,
  posted: Posted,
): Promise<boolean> => {
  if (posted.ok) {
    await keep(world, surface, posted);
    return true;
  }
  const about = { channel: surface.channel, error: posted.error };
  const { current } = world.policies;
  switch (posted.kind) {
    case 'gone':
      await change(world, surface, { ts: null, posted_channel: null, attempts: 0, status: 'due' });
      return true;
    case 'refused': {
      if (isPersonal(surface)) {
        it.onProblem('a person cannot be sent messages', about);
        await change(world, surface, { status: 'failed', error: posted.error });
        await giveBack(world, surface);
        return true;
      }
      const fallback =
        Object.values(current().queues).find(({ channel }) => channel === surface.channel)
          ?.fallback_channel ?? current().alerts_channel;
      if (fallback === undefined || fallback === surface.channel) {
        it.onProblem('a channel does not take cards and there is none to fall back to', about);
        return retryLater(world, it, surface, posted, true);
      }
      it.onProblem(`a channel does not take cards; they go to ${fallback}`, about);
      await change(world, surface, {
        channel: fallback,
        ts: null,
        posted_channel: null,
        attempts: 0,
        status: 'due',
        error: posted.error,
      });
      world.wakeUps.wake('cards', surface.decision_id ?? surface.id);
      return true;
    }
    case 'rejected':
      it.onProblem('a card was rejected as it is', { ...about, decision: surface.decision_id });
      return retryLater(world, it, surface, posted, true);
    case 'locked_out':
      it.onProblem('the workspace refuses the app; cards wait until that is mended', { error: posted.error });
      return retryLater(world, it, surface, posted, false);
    case 'later':
    case 'unknown':
      return retryLater(world, it, surface, posted, false);
    default:
      return posted.kind satisfies never;
  }
};

/** Puts the surface off with growing waits; what is refused for good is given up after ten tries, said and kept. */
const retryLater = async (
  world: World,
  it: Posting,
  surface: Surface,
  posted: Exclude<Posted, { ok: true }>,
  bounded: boolean,
): Promise<boolean> => {
  const attempts = surface.ts === null ? surface.attempts : surface.attempts + 1;
  if (bounded && attempts >= MOST_TRIES) {
    it.onProblem('a card was given up after ten tries', {
      channel: surface.channel,
      decision: surface.decision_id,
      error: posted.error,
    });
    await world.store.commit([
      {
        update: 'surfaces',
        where: { id: surface.id },
        set: { status: 'failed', attempts, error: posted.error },
      },
      ...apartAgain(world, surface),
    ]);
    await giveBack(world, surface);
    return true;
  }
  const wait = posted.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 10));
  await change(world, surface, {
    status: 'due',
    attempts,
    due_at: world.clock.now() + wait,
    error: posted.error,
  });
  return posted.kind === 'rejected';
};

/** Keeps where the card is. When it was changed again meanwhile it stays due. */
const keep = async (world: World, surface: Surface, posted: Posted & { ok: true }): Promise<void> => {
  const shown = {
    posted_channel: posted.channel,
    ts: posted.ts,
    posted: surface.wanted,
    posted_digest: posted.digest,
    attempts: 0,
    error: null,
  };
  const events = surface.ts === null ? cardPosted(world, surface, posted) : [];
  const current = await world.store.commit([
    {
      update: 'surfaces',
      where: { id: surface.id, wanted: surface.wanted },
      set: { ...shown, status: 'posted' },
    },
    ...events,
  ]);
  if (!current.ok) {
    await world.store.commit([
      { update: 'surfaces', where: { id: surface.id }, set: { ...shown, status: 'due' } },
      ...events,
    ]);
  }
};

/** What is recorded of a card that is in its channel, and what waited for it. */
export const cardPosted = (
  world: World,
  { decision_id, review_id, kind }: Surface,
  { channel, ts }: { channel: string; ts: string },
): Write[] => {
  if (decision_id === null || kind === 'note' || kind === 'direct') return [];
  const actor = { kind: 'job', id: 'cards' } as const;
  const posted = recordEvents(
    decision_id,
    [
      {
        type: 'card_posted',
        at: world.clock.now(),
        actor,
        data: { channel, ts, ...(review_id !== null && { review_id }) },
      },
    ],
    world.salt,
  );
  // What is to be written under it has waited for it.
  const notes: Write = {
    update: 'surfaces',
    where: { decision_id, review_id, kind: 'note', ts: null, status: 'due' },
    set: { due_at: world.clock.now() },
    expect: 0,
  };
  return kind === 'card' ? [...posted, notes] : posted;
};

/** What one person sees is never put anywhere else. */
const isPersonal = ({ kind }: Surface): boolean => kind === 'direct' || kind === 'info_request';

/** A question that reaches nobody is no reason to wait. */
const giveBack = async (world: World, { kind, decision_id, about }: Surface): Promise<void> => {
  if (kind !== 'info_request' || decision_id === null) return;
  const info = (await world.store.findCase(decision_id))?.review?.info;
  if (info != null && info.asked_at === about?.at)
    await lapseUnreachable(world, decision_id, info.request_id);
};

/** Nothing more is done about it. */
export const close = (world: World, surface: Surface, reason: string): Promise<unknown> =>
  change(world, surface, { status: 'failed', error: reason });

export const change = (world: World, { id }: Surface, set: Partial<Surface>): Promise<unknown> =>
  world.store.commit([{ update: 'surfaces', where: { id }, set }]);
