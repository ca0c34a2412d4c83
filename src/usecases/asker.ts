import type { Person } from '../core/actor.ts';
import type { World } from '../ports.ts';

/** The person behind a press, as Slack's signed payload names them. */
export type Asker = { id: string; team_id?: string };

/** The person and their roles as the directory knows them now; undefined while Slack does not answer. */
export const askerWithRoles = async (
  world: World,
  asker: Asker,
): Promise<{ by: Person; roles: string[] } | undefined> => {
  const [person, roles] = await Promise.all([
    world.directory.person(asker.id),
    world.directory.rolesOf(asker.id),
  ]);
  return roles === undefined ? undefined : { by: { ...person, ...asker }, roles };
};
