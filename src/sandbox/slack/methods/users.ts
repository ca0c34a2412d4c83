import { textOf } from '../arguments.ts';
import type { Method } from '../method.ts';
import { done, refuse } from '../method.ts';
import type { Json, Person, World } from '../world.ts';
import { pageOf } from './paging.ts';

const profileToApi = (world: World, person: Person): Json => ({
  real_name: person.real_name,
  real_name_normalized: person.real_name,
  display_name: person.name,
  display_name_normalized: person.name,
  title: person.title,
  status_text: person.status_text,
  status_emoji: person.status_emoji,
  status_expiration: 0,
  team: world.team.id,
  // Without this scope Slack leaves the address out and says nothing.
  ...(world.manifest.scopes.has('users:read.email') && !person.is_bot ? { email: person.email } : {}),
  ...(person.is_bot ? { bot_id: world.app.bot_id, api_app_id: world.app.id } : {}),
});

/** A member as users.info and the events about people show them. */
export const personToApi = (world: World, person: Person): Json => ({
  id: person.id,
  team_id: world.team.id,
  name: person.name,
  deleted: person.deactivated,
  real_name: person.real_name,
  tz: person.tz,
  tz_label: person.tz,
  profile: profileToApi(world, person),
  is_admin: false,
  is_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: person.is_bot,
  is_app_user: false,
  updated: 0,
});

const whoIn = (world: World, id: string | undefined): Person | undefined => world.people.get(id ?? '');

/** https://docs.slack.dev/reference/methods?filter=users */
export const userMethods: Method[] = [
  {
    name: 'users.list',
    token: 'bot',
    scopes: ['users:read'],
    run: (world, args) => {
      const page = pageOf([...world.people.values()], args, 1000, 1000);
      if (page === undefined) return refuse('invalid_cursor');
      return done({
        members: page.items.map((one) => personToApi(world, one)),
        cache_ts: Math.floor(world.wall() / 1000),
        response_metadata: { next_cursor: page.next_cursor },
      });
    },
  },
  {
    name: 'users.info',
    token: 'bot',
    scopes: ['users:read'],
    run: (world, args) => {
      const person = whoIn(world, textOf(args, 'user'));
      return person === undefined ? refuse('user_not_found') : done({ user: personToApi(world, person) });
    },
  },
  {
    name: 'users.lookupByEmail',
    token: 'bot',
    scopes: ['users:read.email'],
    run: (world, args) => {
      const email = textOf(args, 'email')?.toLowerCase();
      const person = [...world.people.values()].find(
        (one) => one.email === email && !one.is_bot && !one.deactivated,
      );
      return person === undefined ? refuse('users_not_found') : done({ user: personToApi(world, person) });
    },
  },
  {
    name: 'users.getPresence',
    token: 'bot',
    scopes: ['users:read'],
    run: (world, args) => {
      const person = whoIn(world, textOf(args, 'user') ?? world.app.bot_user_id);
      return person === undefined ? refuse('user_not_found') : done({ presence: person.presence });
    },
  },
  {
    name: 'users.profile.get',
    token: 'bot',
    scopes: ['users.profile:read'],
    run: (world, args) => {
      const person = whoIn(world, textOf(args, 'user') ?? world.app.bot_user_id);
      return person === undefined ? refuse('user_not_found') : done({ profile: profileToApi(world, person) });
    },
  },
];
