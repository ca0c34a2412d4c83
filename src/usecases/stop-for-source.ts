import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import type { Stop } from '../core/policy/stop.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World } from '../ports.ts';
import { mayStop } from './ask-to-stop.ts';
import { startType, stopType } from './stop-type.ts';

/**
 * A source stops a type that it submits: machines may tighten by themselves. Stopping what is stopped is answered with
 * the stop that stands.
 */
export const stopForSource = async (
  world: World,
  source: Source,
  type: string,
  reason: string,
): Promise<Result<Stop, IntakeProblem>> => {
  const refused = notItsType(world, source, type);
  if (refused !== undefined) return err(refused);
  const by = { kind: 'source', id: source.name, name: source.name } as const;
  const stopped = await stopType(world, type, by, reason);
  if (stopped.ok) return stopped;
  const standing = await world.store.findStop(type);
  return standing === undefined ? err({ code: 'busy' }) : ok(standing);
};

/**
 * A source starts a type again in the name of a person: somebody who may do so in Slack themselves. The record names
 * both. Null: it was not stopped.
 */
export const startForSource = async (
  world: World,
  source: Source,
  type: string,
  { by, reason }: { by: string; reason: string },
): Promise<Result<Stop | null, IntakeProblem>> => {
  const refused = notItsType(world, source, type);
  if (refused !== undefined) return err(refused);
  const person = await world.directory.personByEmail(by.toLowerCase());
  if (person === undefined) return err({ code: 'people_unknown' });
  const allowed = person === null ? undefined : await mayStop(world, person, type);
  if (person === null || (allowed?.ok === false && allowed.error.code === 'may_not_stop')) {
    const message = 'is nobody who may start this type: a decider of it or a manager, by e-mail address';
    return err({ code: 'invalid', problems: [{ path: 'by', message }] });
  }
  if (allowed?.ok !== true) return err({ code: 'people_unknown' });
  const name = `${allowed.value.name ?? by}, through ${source.name}`;
  const started = await startType(world, type, { kind: 'source', id: source.name, name }, reason);
  return ok(started.ok ? started.value : null);
};

const notItsType = (world: World, { types }: Source, type: string): IntakeProblem | undefined =>
  types.includes(type) && world.policies.current().types[type] !== undefined
    ? undefined
    : { code: 'type_not_allowed', type, allowed: types };
