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

/** A Home tab as it was when it began to be drawn: how it was opened or turned last, and the state of things. */
export type OpenedHome = { mark: number; seq: number };

/** What a Home tab shows that was not drawn yet: less than any state of things. */
const NOTHING_YET = -1;

/** Remembers that somebody has their Home open, and what of it they chose to see; it is drawn at once, by others. */
export const openHome = async (world: World, asker: Asker, { filter, page }: HomeChoice): Promise<void> => {
  const { store, clock } = world;
  const now = clock.now();
  const mark = Number.parseInt(world.salt().slice(0, 12), 16);
  const row = {
    person_id: asker.id,
    team_id: asker.team_id ?? null,
    until: now + KEPT_MS,
    filter: writeFilter(filter),
    page,
    mark,
    shown_seq: NOTHING_YET,
    posted_digest: null,
    attempts: 0,
    due_at: now,
  };
  await store.commit([
    { insert: 'homes', row, ignore: true },
    { update: 'homes', where: { person_id: asker.id }, set: row },
  ]);
  world.wakeUps.wake('homes', asker.id);
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
      set: { shown_seq: NOTHING_YET, posted_digest: null, due_at: now },
      expect: 0,
    },
  ]);
  world.wakeUps.wake('homes', personId);
};
