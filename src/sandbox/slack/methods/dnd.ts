import { textOf } from '../arguments.ts';
import type { Method } from '../method.ts';
import { done, refuse } from '../method.ts';
import type { Json, Person, World } from '../world.ts';

const hour = 3600;

/** A person who does not want to be disturbed has a window around now; others have none (Slack sends 1 then). */
const windowOf = (world: World, person: Person): Json => {
  const now = Math.floor(world.wall() / 1000);
  return person.dnd
    ? { dnd_enabled: true, next_dnd_start_ts: now - hour, next_dnd_end_ts: now + 8 * hour }
    : { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
};

/** https://docs.slack.dev/reference/methods/dnd.info and dnd.teamInfo */
export const dndMethods: Method[] = [
  {
    name: 'dnd.info',
    token: 'bot',
    scopes: ['dnd:read'],
    run: (world, args) => {
      const person = world.people.get(textOf(args, 'user') ?? world.app.bot_user_id);
      return person === undefined ? refuse('user_not_found') : done(windowOf(world, person));
    },
  },
  {
    name: 'dnd.teamInfo',
    token: 'bot',
    scopes: ['dnd:read'],
    run: (world, args) => {
      const ids = (textOf(args, 'users') ?? '').split(',').filter((id) => id !== '');
      if (ids.length === 0) return refuse('invalid_arguments', ['missing required field: users']);
      const known = ids.flatMap((id) => world.people.get(id.trim()) ?? []);
      return done({ users: Object.fromEntries(known.map((one) => [one.id, windowOf(world, one)])) });
    },
  },
];
