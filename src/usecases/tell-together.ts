import type { Surface, World, Write } from '../ports.ts';
import { BY_TIME } from './hold-message.ts';
import { isOver, shownOn } from './what-surface-shows.ts';

/** From so many that wait for somebody on, one message tells of all. */
const TOLD_TOGETHER = 3;
const MOST_WAITING = 100;

const WITH_OTHERS = 'told of in one message with others';

type About = NonNullable<Surface['about']>;

/** Others that wait for the same person and are told of with this one. Null where they are few. */
export const toldTogether = async (
  world: World,
  { id, channel, about }: Pick<Surface, 'id' | 'channel' | 'about'>,
): Promise<{ about: About; writes: Write[] } | null> => {
  if (about === null) return null;
  const waiting = await world.store.dueSurfaces(channel, world.clock.now(), MOST_WAITING);
  const possible = waiting.filter((one) => one.id !== id && canGoWith(one));
  const open = await reviewsAsked(world, possible);
  const told = possible.filter((one) => open.has(one.id));
  if (told.length + 1 < TOLD_TOGETHER) return null;
  // What this one or another of them was to tell of already goes with it.
  const others = [...(about.others ?? []), ...told.flatMap((one) => [one.id, ...(one.about?.others ?? [])])];
  const next = { ...about, others };
  return {
    about: next,
    writes: [
      { update: 'surfaces', where: { id }, set: { about: next } },
      ...told.map(
        (one): Write => ({
          update: 'surfaces',
          where: { id: one.id, wanted: one.wanted },
          set: { status: 'failed', error: WITH_OTHERS },
          expect: 0,
        }),
      ),
    ],
  };
};

const canGoWith = ({ kind, about, ts, attempts }: Surface): boolean =>
  kind === 'direct' && BY_TIME.has(about?.event ?? '') && ts === null && attempts === 0;

/**
 * How many others a message tells of as it goes out: decisions that still wait, each once, beside its own. What was told
 * of with it may have been decided while it waited itself.
 * @param own the review that the message is about
 */
export const othersNow = async (
  world: World,
  { about }: Surface,
  own: string | undefined,
): Promise<number> => {
  const found = await Promise.all((about?.others ?? []).map((id) => world.store.findSurface(id)));
  const open = await reviewsAsked(
    world,
    found.flatMap((one) => one ?? []),
  );
  return new Set([...open.values()].filter((review) => review !== own)).size;
};

/** What was to be told of with a message that does not go out goes by itself. */
export const apartAgain = (world: World, { about }: Surface): Write[] =>
  (about?.others ?? []).map((id) => ({
    update: 'surfaces',
    where: { id, status: 'failed', error: WITH_OTHERS },
    set: { status: 'due', due_at: world.clock.now(), error: null },
    expect: 0,
  }));

/** The reviews of those messages whose answer is still asked for, by message. */
const reviewsAsked = async (world: World, surfaces: Surface[]): Promise<ReadonlyMap<string, string>> => {
  const asked = await Promise.all(
    surfaces.map(async (one): Promise<[string, string][]> => {
      const shown = await shownOn(world, one);
      if (shown === undefined || !('kase' in shown) || isOver(one, shown.kase)) return [];
      const { review } = shown.kase;
      return review === undefined || review.status === 'settling' ? [] : [[one.id, review.id]];
    }),
  );
  return new Map(asked.flat());
};
