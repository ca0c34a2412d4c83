import { isToBeTold } from '../core/away/when-to-tell.ts';
import type { World } from '../ports.ts';
import { newPost } from './send-posts.ts';
import { whileAway } from './while-away.ts';

const MOST_PEOPLE = 200;

/** Tells people what was decided in their stead, once they are back: one message, however much it was. */
export const tellAbsent = async (world: World): Promise<void> => {
  for (const id of await world.store.untoldPeople(MOST_PEOPLE)) await tell(world, id);
};

const tell = async (world: World, personId: string): Promise<void> => {
  const now = world.clock.now();
  const { store } = world;
  const [[first], absence, delegations] = await Promise.all([
    store.untoldAnswers(personId, 1),
    store.findAbsence(personId, now),
    store.findDelegationsFrom(personId, now),
  ]);
  if (first === undefined) return;
  if (!isToBeTold({ away: absence !== undefined, delegations, oldest: first.at }, now)) return;
  const { body, writes, last } = await whileAway(world, personId);
  if (last === undefined) return;
  const period = `${last.review_id} ${last.at}`;
  await store.commit([
    newPost(world, { kind: 'while_away', about: personId, period, channel: personId, body }),
    ...writes,
  ]);
  world.wakeUps.wake('posts', personId);
};
