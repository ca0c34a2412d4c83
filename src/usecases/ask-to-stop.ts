import type { Person } from '../core/actor.ts';
import { type Stop, type StopActor, stoppers } from '../core/policy/stop.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Asker, World } from '../ports.ts';
import { startType, stopType } from './stop-type.ts';

/** Stopping takes effect at once, so does starting again. */
export type StopVerb = 'stop' | 'start';
const VERBS = { stop: stopType, start: startType } as const;

/**
 * A person stops or starts a type: those who may decide it, and managers.
 * @param announced the channel is told of a stop in another way
 */
export const askToStop = async (
  world: World,
  verb: StopVerb,
  asker: Asker,
  typeName: string,
  reason: string,
  announced = false,
): Promise<Result<Stop, Refusal>> => {
  const allowed = await mayStop(world, asker, typeName);
  return allowed.ok ? VERBS[verb](world, typeName, actorOf(allowed.value), reason, announced) : allowed;
};

/** The person, where they may stop and start the type. */
export const mayStop = async (
  world: World,
  asker: Asker,
  typeName: string,
): Promise<Result<Person, Refusal>> => {
  const policy = world.policies.current();
  const type = policy.types[typeName];
  if (type === undefined)
    return err({ code: 'unknown_type', type: typeName, types: Object.keys(policy.types) });
  const known = await world.directory.personWithRoles(asker);
  if (known === undefined) return err({ code: 'cannot_check_authority' });
  const roles = stoppers(type, policy);
  return roles.some((role) => known.roles.includes(role))
    ? ok(known.by)
    : err({ code: 'may_not_stop', type: typeName, roles });
};

const actorOf = ({ id, team_id, name }: Person): StopActor => ({
  kind: 'person',
  id,
  name: name ?? id,
  ...(team_id === undefined ? {} : { team_id }),
});
