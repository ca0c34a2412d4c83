import type { Shown, Surface, World } from '../ports.ts';
import {
  cardPosted,
  change,
  close,
  conclude,
  FIRST_WAIT_MS,
  LONGEST_WAIT_MS,
  type Posting,
} from './conclude-post.ts';
import { holdMessage, isHeld } from './hold-message.ts';
import { apartAgain, othersNow, toldTogether } from './tell-together.ts';
import { asksOn, isOver, shownOn, threadFor } from './what-surface-shows.ts';

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
    await closeApart(world, surface, 'its decision type is no longer in the policy');
    return true;
  }
  if (surface.ts !== null) {
    const told = { ...surface, about: await toldNow(world, surface, shown) };
    return conclude(world, it, surface, await it.messenger.update(told, shown));
  }
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
    await closeApart(world, surface, OVER);
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
  const about = await toldNow(world, surface, shown);
  const sent: Surface = { ...surface, about, attempts: surface.attempts + 1 };
  const { attempts } = sent;
  await world.store.commit([
    { update: 'surfaces', where: { id: surface.id }, set: { status: 'sending', attempts, about } },
  ]);
  return conclude(world, it, sent, await it.messenger.post(sent, shown, thread));
};

/** What a message tells of as it goes out, each time that it is tried, and when it is drawn again. */
const toldNow = async (world: World, surface: Surface, shown: Shown): Promise<Surface['about']> => {
  if (surface.about?.others === undefined || !('kase' in shown)) return surface.about;
  return { ...surface.about, more: await othersNow(world, surface, shown.kase.review?.id) };
};

/** What it would have told of beside its own decision still waits to be told. */
const closeApart = async (world: World, surface: Surface, reason: string): Promise<void> => {
  const apart = apartAgain(world, surface);
  if (apart.length > 0) await world.store.commit(apart);
  await close(world, surface, reason);
};

const OVER = 'over before it was posted';

/** Whatever waits behind it in the channel does not wait for its card; it is due at once when that is posted. */
const waitForCard = async (world: World, { id, created_at }: Surface): Promise<true> => {
  const now = world.clock.now();
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, now - created_at));
  await world.store.commit([
    { update: 'surfaces', where: { id, ts: null }, set: { due_at: now + wait }, expect: 0 },
  ]);
  return true;
};

/** What was decided before it could be posted takes no turn from what still asks: after an outage that may be most. */
const closeUnposted = async (world: World, surface: Surface): Promise<boolean> => {
  if (surface.ts !== null || surface.attempts > 0) return false;
  const shown = await shownOn(world, surface);
  if (shown === undefined || !('kase' in shown) || !isOver(surface, shown.kase)) return false;
  await closeApart(world, surface, OVER);
  return true;
};
