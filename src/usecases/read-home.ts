import type { Home } from '../core/review/home.ts';
import type { Asker, World } from '../ports.ts';
import { readDesk } from './read-desk.ts';
import { readQueues } from './read-queues.ts';
import { readWeek } from './read-week.ts';
import { whoAsks } from './who-asks.ts';

/** What a person finds on their Home now. Undefined: Slack does not say who they are. */
export const readHome = async (world: World, asker: Asker): Promise<Home | undefined> => {
  const standing = await whoAsks(world, asker);
  if (standing === undefined) return undefined;
  const [laid, week, stops, queues] = await Promise.all([
    readDesk(world, standing),
    readWeek(world, asker.id),
    world.store.listStops(),
    readQueues(world, standing),
  ]);
  return { ...laid, week, stops, queues };
};
