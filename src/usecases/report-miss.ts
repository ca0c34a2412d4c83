import { countStates, type MissReport } from '../core/review/miss.ts';
import type { World } from '../ports.ts';

/** A miss with what became of it since: decisions looked at again, and whether its type is stopped. */
export const reportMiss = async (world: World, missId: string): Promise<MissReport | undefined> => {
  const miss = await world.store.findMiss(missId);
  if (miss === undefined) return undefined;
  const [rechecks, stop] = await Promise.all([
    world.store.findRechecks(missId),
    world.store.findStop(miss.type),
  ]);
  return { ...miss, states: countStates(rechecks), stop: stop ?? null };
};
