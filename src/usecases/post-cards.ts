import type { Case } from '../core/review/case.ts';
import type { Messenger, Posted, Shown, Surface, Thread, World, Write } from '../ports.ts';
import { holdMessage, isHeld, toldTogether } from './hold-message.ts';
import { lapseUnreachable } from './lapse-info.ts';
import { recordEvents } from './record-events.ts';
import { reportMiss } from './report-miss.ts';
import { withEarlier } from './with-earlier.ts';

/** What posting needs beside the world. */
export type Posting = {
  messenger: Messenger;
  /** `about` names a decision only where the trouble is that decision's: a channel that is gone is one trouble. */
  onProblem: (sentence: string, about: Record<string, unknown>) => void;
};

const MOST_TRIES = 10;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Posts and updates what is due in one channel, in order, from what is stored now. A card is posted once: before the
 * call the row says so, and when the answer was lost the channel is searched before it is posted again.
 */
export const postCards = async (world: World, it: Posting, channel: string): Promise<void> => {
  for (;;) {
    const [surface] = await world.store.dueSurfaces(channel, world.clock.now(), 1);
    if (surface === undefined) return;
    const goOn = await show(world, it, surface);
    if (!goOn) return;
  }
};

/** Answers whether the channel can take the next one now. */
const show = async (world: World, it: Posting, due: Surface): Promise<boolean> => {
  // What cannot be written yet takes no turn from what can.
  if (due.kind === 'note' && due.ts === null && (await threadFor(world, due)) === 'later')
    return waitForCard(world, due);
  if (await closeUnposted(world, due)) return true;
  await it.messenger.turn(due.channel, due.ts === null ? 'post' : 'update');
  // Read after the wait: what changed meanwhile is shown at once, and not twice.
  const surface = (await world.store.findSurface(due.id)) ?? due;
  const shown = await shownOn(world, surface);
  if (shown === undefined) {
    await close(world, surface, 'its decision type is no longer in the policy');
    return true;
  }
  if (surface.ts !== null) return conclude(world, it, surface, await it.messenger.update(surface, shown));
  const thread = surface.kind === 'note' ? await threadFor(world, surface) : undefined;
  if (thread === 'none') {
    await close(world, surface, 'there is no card to write under');
    return true;
  }
  if (thread === 'later') return waitForCard(world, surface);
  if (surface.attempts > 0) {
    const found = await it.messenger.find(surface, thread);
    if (found === 'unknown')
      return conclude(
        world,
        it,
        { ...surface, attempts: surface.attempts + 1 },
        {
          ok: false,
          kind: 'later',
          error: 'cannot see whether the card was stored',
        },
      );
    if (found !== undefined) {
      await world.store.commit([
        {
          update: 'surfaces',
          where: { id: surface.id },
          set: { posted_channel: found.channel, ts: found.ts },
        },
        ...cardPosted(world, surface, found),
      ]);
      return true;
    }
  }
  if ('kase' in shown && asksOn(surface) && shown.kase.review?.status === 'settling') {
    // Somebody has answered. If that is taken back it is still true then.
    const final = shown.kase.review.settle_at ?? 0;
    await change(world, surface, { due_at: Math.max(final, world.clock.now() + FIRST_WAIT_MS) });
    return true;
  }
  if ('kase' in shown && isOver(surface, shown.kase)) {
    // What was decided before it could be posted is never posted as open.
    await close(world, surface, 'over before it was posted');
    return true;
  }
  if (surface.attempts === 0 && 'kase' in shown && isHeld(surface, shown.kase)) {
    const held = await holdMessage(world, surface, shown.kase.decision.queue);
    if (held.now === 'wait') {
      await change(world, surface, { due_at: held.until });
      return true;
    }
    if (held.now === 'drop') {
      await close(world, surface, held.because);
      return true;
    }
    const together = await toldTogether(world, surface);
    if (together !== null) {
      await world.store.commit(together.writes);
      // It is read again, with all that it tells of now.
      return show(world, it, { ...surface, about: together.about });
    }
  }
  await world.store.commit([
    {
      update: 'surfaces',
      where: { id: surface.id },
      set: { status: 'sending', attempts: surface.attempts + 1 },
    },
  ]);
  return conclude(
    world,
    it,
    { ...surface, attempts: surface.attempts + 1 },
    await it.messenger.post(surface, shown, thread),
  );
};

/** Whatever waits behind it in the channel does not wait for its card; it is due at once when that is posted. */
const waitForCard = async (world: World, { id, created_at }: Surface): Promise<true> => {
  const now = world.clock.now();
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, now - created_at));
  await world.store.commit([
    { update: 'surfaces', where: { id, ts: null }, set: { due_at: now + wait }, expect: 0 },
  ]);
  return true;
};

/** What the surface shows, where its type is still in the policy. */
const shownOn = async (world: World, surface: Surface): Promise<Shown | undefined> => {
  const { types } = world.policies.current();
  if (surface.stop_id !== null) {
    const stop = await world.store.findStopById(surface.stop_id);
    const type = stop && types[stop.type];
    return stop === undefined || type === undefined ? undefined : { stop, type };
  }
  const kase = await shownCase(world, surface);
  const type = kase && types[kase.decision.type];
  return kase === undefined || type === undefined ? undefined : { kase, type };
};

/** The decision with its own review, or with the audit or the miss that it is about. */
const shownCase = async (
  world: World,
  { decision_id, review_id, kind }: Surface,
): Promise<Case | undefined> => {
  if (decision_id === null) return undefined;
  if (review_id === null) {
    const own = await world.store.findCase(decision_id);
    return kind === 'card' && own !== undefined ? withEarlier(world, own) : own;
  }
  const [kase, miss] = await Promise.all([
    world.store.findCaseOfReview(review_id),
    kind === 'miss' ? reportMiss(world, review_id) : undefined,
  ]);
  return kase === undefined || miss === undefined ? kase : { ...kase, miss };
};

/** The card under which a note belongs: of the same review, the newest that was posted. */
const threadFor = async (
  world: World,
  { decision_id, review_id }: Surface,
): Promise<Thread | 'later' | 'none'> => {
  if (decision_id === null) return 'none';
  const cards = (await world.store.findSurfaces(decision_id)).filter(
    (one) => one.kind === 'card' && one.review_id === review_id,
  );
  const posted = cards.findLast((one) => one.ts !== null);
  if (posted?.ts != null) return { channel: posted.posted_channel ?? posted.channel, ts: posted.ts };
  return cards.some(({ status }) => status !== 'failed') ? 'later' : 'none';
};

/** What was decided before it could be posted takes no turn from what still asks: after an outage that may be most. */
const closeUnposted = async (world: World, surface: Surface): Promise<boolean> => {
  if (surface.ts !== null || surface.attempts > 0) return false;
  const shown = await shownOn(world, surface);
  if (shown === undefined || !('kase' in shown) || !isOver(surface, shown.kase)) return false;
  await close(world, surface, 'over before it was posted');
  return true;
};

/** Whether nobody is asked any more. What a miss says stays true, and so does what a message tells that asks for nothing. */
const isOver = (surface: Surface, { decision, review }: Case): boolean => {
  const { kind, about } = surface;
  if (kind === 'info_request') return review?.info?.asked_at !== about?.at;
  if (kind !== 'card' && !asksOn(surface)) return false;
  return review?.kind === 'audit' ? review.status === 'settled' : decision.status === 'resolved';
};

/** Events by which somebody is asked to decide. */
const ASKS: ReadonlySet<string> = new Set([
  'reassigned',
  'escalated',
  'snooze_ended',
  'reminded',
  'backup_notified',
]);

/** Events of which a line under a card says that nobody has answered: untrue once somebody has. */
const SAYS_OPEN: ReadonlySet<string> = new Set(['reminded', 'backup_notified', 'lapsed', 'snooze_ended']);

/** Whether a note or a message makes sense only as long as an answer is asked for. */
const asksOn = ({ kind, about }: Surface): boolean =>
  (kind === 'direct' && ASKS.has(about?.event ?? '')) ||
  (kind === 'note' && SAYS_OPEN.has(about?.event ?? ''));

const conclude = async (world: World, it: Posting, surface: Surface, posted: Posted): Promise<boolean> => {
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
    await change(world, surface, { status: 'failed', attempts, error: posted.error });
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

const cardPosted = (
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

const close = (world: World, surface: Surface, reason: string): Promise<unknown> =>
  change(world, surface, { status: 'failed', error: reason });

const change = (world: World, { id }: Surface, set: Partial<Surface>): Promise<unknown> =>
  world.store.commit([{ update: 'surfaces', where: { id }, set }]);
