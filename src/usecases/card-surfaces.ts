import type { Policy } from '../core/policy/policy.ts';
import type { Stop } from '../core/policy/stop.ts';
import type { Review } from '../core/review/review.ts';
import type { Surface, World, Write } from '../ports.ts';

/** A number that no other change of the surface has: 48 random bits. */
const freshMark = (world: World): number => Number.parseInt(world.salt().slice(0, 12), 16);

/** What a message shows, where that is not the card of the decision's own review. */
type Shown = { review_id: string; kind?: Surface['kind'] };

/** The row of a card that is to appear in the queue's channel. */
export const newCard = (
  world: World,
  decisionId: string,
  policy: Policy,
  queue: string,
  shown?: Shown,
): Write =>
  surfaceRow(world, {
    decision_id: decisionId,
    review_id: shown?.review_id ?? null,
    kind: shown?.kind ?? 'card',
    about: null,
    channel: channelOf(policy, queue),
  });

const channelOf = (policy: Policy, queue: string): string =>
  policy.queues[queue]?.channel ?? policy.alerts_channel ?? queue;

const surfaceRow = (
  world: World,
  what: Pick<Surface, 'decision_id' | 'review_id' | 'kind' | 'about' | 'channel'> &
    Partial<Pick<Surface, 'stop_id'>>,
): Write => {
  const now = world.clock.now();
  return {
    insert: 'surfaces',
    row: {
      id: world.ids.next('srf'),
      stop_id: null,
      ...what,
      posted_channel: null,
      ts: null,
      wanted: freshMark(world),
      posted: 0,
      posted_digest: null,
      status: 'due',
      attempts: 0,
      due_at: now,
      error: null,
      created_at: now,
    },
  };
};

/** Tells the channel in which a type is asked that it was stopped or started, once. */
export const announceStop = (
  world: World,
  stop: Pick<Stop, 'id' | 'type'>,
  kind: 'stop' | 'start',
): Write[] => {
  const policy = world.policies.current();
  const type = policy.types[stop.type];
  if (type === undefined) return [];
  const about = { decision_id: null, review_id: null, about: null, stop_id: stop.id };
  return [surfaceRow(world, { ...about, kind, channel: channelOf(policy, type.queue) })];
};

/** Marks what announced a stop as due: it says from now on that the stop is over. */
export const redrawStop = (world: World, stopId: string): Write => ({
  update: 'surfaces',
  where: { stop_id: stopId, kind: 'stop' },
  set: { wanted: freshMark(world), status: 'due', due_at: world.clock.now() },
  expect: 0,
});

/** A line about an event, in the thread of the card. */
export const newNote = (
  world: World,
  { id, decision_id, kind }: Pick<Review, 'id' | 'decision_id' | 'kind'>,
  queue: string,
  about: NonNullable<Surface['about']>,
): Write =>
  surfaceRow(world, {
    decision_id,
    review_id: kind === 'audit' ? id : null,
    kind: 'note',
    about,
    channel: channelOf(world.policies.current(), queue),
  });

/** A message that only one person sees, about an event or, without one, about the case as it stands. */
export const newDirect = (
  world: World,
  { id, decision_id, kind }: Pick<Review, 'id' | 'decision_id' | 'kind'>,
  personId: string,
  about: Surface['about'] = null,
  what: 'direct' | 'info_request' = 'direct',
): Write =>
  surfaceRow(world, {
    decision_id,
    review_id: kind === 'audit' ? id : null,
    kind: what,
    about,
    channel: personId,
  });

/** Marks the message about a miss as due. */
export const redrawMiss = (world: World, missId: string): Write => ({
  update: 'surfaces',
  where: { review_id: missId, kind: 'miss' },
  set: { wanted: freshMark(world), status: 'due', due_at: world.clock.now() },
  expect: 0,
});

/** What shows the case as it stands; notes and messages say once what happened. */
const SHOWS_THE_CASE = ['card', 'miss', 'info_request'] as const satisfies Surface['kind'][];

/** Marks every card of the decision as due: it will be drawn anew from what is stored by then. */
export const redrawCards = (world: World, decisionId: string): Write[] =>
  SHOWS_THE_CASE.map((kind) => ({
    update: 'surfaces',
    where: { decision_id: decisionId, kind },
    set: { wanted: freshMark(world), status: 'due', due_at: world.clock.now() },
    expect: 0,
  }));

/** Where a message to one person may stand when it has to be drawn anew; what was given up stays so. */
const STANDING = ['posted', 'sending', 'due'] as const satisfies Surface['status'][];

/**
 * Marks messages to single people about a review as due: what they asked for is over, or asked for again. Updates are
 * paced for the whole workspace, so that those that stay as they are should not be among them.
 * @param people whose messages; all of them unless given
 */
export const redrawDirects = (
  world: World,
  { id, decision_id, kind }: Pick<Review, 'id' | 'decision_id' | 'kind'>,
  people?: string[],
): Write[] => {
  const review_id = kind === 'audit' ? id : null;
  return (people ?? [undefined]).flatMap((channel) =>
    STANDING.map((status): Write => {
      const where = { decision_id, review_id, kind: 'direct' as const, status };
      return {
        update: 'surfaces',
        where: channel === undefined ? where : { ...where, channel },
        // When it was due stays: by that it is known when it went, and until when it was put off.
        set: { wanted: freshMark(world), status: 'due' },
        expect: 0,
      };
    }),
  );
};
