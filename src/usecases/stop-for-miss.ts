import type { Stop } from '../core/policy/stop.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { Asker, World } from '../ports.ts';
import { askToStop } from './ask-to-stop.ts';
import { redrawMiss } from './card-surfaces.ts';

/** Stops the type of which an audit found a wrong execution; its message says so from then on. */
export const stopForMiss = async (
  world: World,
  missId: string,
  asker: Asker,
): Promise<Result<Stop, Refusal>> => {
  const miss = await world.store.findMiss(missId);
  if (miss === undefined) return err({ code: 'not_found' });
  // The message about the miss tells the channel.
  const stopped = await askToStop(world, 'stop', asker, miss.type, 'an audit found a wrong execution', true);
  // Also when it was stopped before: the message may not show it yet.
  await world.store.commit([redrawMiss(world, missId)]);
  world.wakeUps.wake('cards', miss.decision_id);
  return stopped;
};
