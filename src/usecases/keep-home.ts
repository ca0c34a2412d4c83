import { writeFilter } from '../core/review/desk.ts';
import type { HomeChoice } from '../core/review/home.ts';
import type { Asker, World } from '../ports.ts';

/** How long after it was opened a Home tab is kept up to date, in milliseconds. */
const KEPT_MS = 3_600_000;
/** A Home tab is drawn again at most so often, in milliseconds. */
const LEAST_MS = 3_000;
/**
 * Between two calls of views.publish, over all Home tabs, in milliseconds: the method takes 100 and more a minute.
 * https://docs.slack.dev/reference/methods/views.publish
 */
const EVERY_MS = 700;

/** A Home tab that was just opened or turned: which state of things it is going to show. */
export type OpenedHome = { mark: number; seq: number };

/**
 * Remembers that somebody has their Home open, and what it shows. Comes before it is drawn, so that whatever is drawn at
 * the same time in the background is seen to be behind.
 */
export const openHome = async (
  world: World,
  asker: Asker,
  { filter, page }: HomeChoice,
): Promise<OpenedHome> => {
  const { store, clock } = world;
  const now = clock.now();
  const seq = await store.lastEvent();
  const mark = Number.parseInt(world.salt().slice(0, 12), 16);
  const row = {
    person_id: asker.id,
    team_id: asker.team_id ?? null,
    until: now + KEPT_MS,
    filter: writeFilter(filter),
    page,
    mark,
    shown_seq: 0,
    posted_digest: null,
    attempts: 0,
    due_at: now + LEAST_MS,
  };
  await store.commit([
    { insert: 'homes', row, ignore: true },
    { update: 'homes', where: { person_id: asker.id }, set: row },
  ]);
  return { mark, seq };
};

/** Keeps what a Home tab shows now. When it was opened again meanwhile, that one is drawn anew at once. */
export const keepShown = async (
  world: World,
  personId: string,
  { mark, seq }: OpenedHome,
  digest: string,
): Promise<void> => {
  const { store, clock } = world;
  const now = clock.now();
  const due_at = now + Math.max(LEAST_MS, EVERY_MS * (await store.countHomes(now)));
  const shown = { shown_seq: seq, posted_digest: digest, attempts: 0, due_at };
  const kept = await store.commit([{ update: 'homes', where: { person_id: personId, mark }, set: shown }]);
  if (kept.ok) return;
  await store.commit([
    {
      update: 'homes',
      where: { person_id: personId },
      set: { shown_seq: 0, posted_digest: null, due_at: now },
      expect: 0,
    },
  ]);
  world.wakeUps.wake('homes', personId);
};
