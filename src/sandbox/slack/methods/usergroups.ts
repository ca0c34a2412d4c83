import { flagOf, textOf } from '../arguments.ts';
import type { Method } from '../method.ts';
import { done, refuse } from '../method.ts';
import type { Json, UserGroup, World } from '../world.ts';

const groupToApi = (world: World, { id, name, handle }: UserGroup): Json => ({
  id,
  team_id: world.team.id,
  is_usergroup: true,
  name,
  handle,
  description: '',
  date_delete: 0,
});

/** https://docs.slack.dev/reference/methods?filter=usergroups */
export const usergroupMethods: Method[] = [
  {
    name: 'usergroups.list',
    token: 'bot',
    scopes: ['usergroups:read'],
    run: (world, args) =>
      done({
        usergroups: [...world.groups.values()].map((group) => ({
          ...groupToApi(world, group),
          ...(flagOf(args, 'include_users') ? { users: group.users } : {}),
          ...(flagOf(args, 'include_count') ? { user_count: group.users.length } : {}),
        })),
      }),
  },
  {
    name: 'usergroups.users.list',
    token: 'bot',
    scopes: ['usergroups:read'],
    run: (world, args) => {
      const group = world.groups.get(textOf(args, 'usergroup') ?? '');
      if (group === undefined) return refuse('no_such_subteam');
      const active = group.users.filter(
        (id) => flagOf(args, 'include_disabled') || !world.people.get(id)?.deactivated,
      );
      return done({ users: active });
    },
  },
];
