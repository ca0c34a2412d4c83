import type { Stop, StopActor } from '../core/policy/stop.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World, Write } from '../ports.ts';
import { announceStop, redrawStop } from './card-surfaces.ts';

/**
 * Stops a type: from the next decision on nothing of it runs by itself, and the channel in which it is asked is told.
 * Who may is for the caller to check. A type that is stopped stays as it was, and the refusal says by whom.
 * @param announced somebody tells the channel already
 */
export const stopType = async (
  world: World,
  type: string,
  by: StopActor,
  reason: string,
  announced = false,
): Promise<Result<Stop, Refusal>> => {
  const stop: Stop = {
    id: world.ids.next('stp'),
    type,
    by,
    at: world.clock.now(),
    reason,
    started_by: null,
    started_at: null,
    start_reason: null,
  };
  // One stop a type is in force at a time: the store's own rule decides who was first.
  const told: Write[] = announced ? [] : announceStop(world, stop, 'stop');
  const committed = await world.store.commit([{ insert: 'stops', row: stop }, ...told]);
  if (committed.ok) {
    world.wakeUps.wake('cards', stop.id);
    return ok(stop);
  }
  const standing = await world.store.findStop(type);
  return err(
    standing === undefined
      ? { code: 'try_again' }
      : { code: 'already_stopped', type, by: standing.by.name, at: standing.at },
  );
};

/** Starts a stopped type again, by a named person, and tells the channel. */
export const startType = async (
  world: World,
  type: string,
  by: StopActor,
  reason: string,
): Promise<Result<Stop, Refusal>> => {
  const standing = await world.store.findStop(type);
  if (standing === undefined) return err({ code: 'not_stopped', type });
  const set = { started_by: by, started_at: world.clock.now(), start_reason: reason };
  const committed = await world.store.commit([
    { update: 'stops', where: { id: standing.id, started_at: null }, set },
    redrawStop(world, standing.id),
    ...announceStop(world, standing, 'start'),
  ]);
  if (committed.ok) world.wakeUps.wake('cards', standing.id);
  return committed.ok ? ok({ ...standing, ...set }) : err({ code: 'not_stopped', type });
};
