import { z } from 'zod';
import { personToApi } from '../slack/methods/users.ts';
import { announce, type Json, type Person, type World } from '../slack/world.ts';
import { personIn } from './persons.ts';
import { isRefused, type Refused, refused, route } from './route.ts';

const shape = z.object({
  user: z.string(),
  presence: z.enum(['active', 'away']).optional(),
  dnd: z.boolean().optional(),
  status_emoji: z.string().optional(),
  status_text: z.string().max(100).optional(),
  deactivated: z.boolean().optional(),
  /** The handles of all the user groups that they are in from now on. */
  groups: z.array(z.string()).optional(),
});

/** What Slack calls a change of the member; whether they are here or want quiet is something else. */
const ofMember = ['status_emoji', 'status_text', 'deactivated'] as const;

/** A person goes away, comes back, sets a status, joins and leaves groups, leaves the company; the app hears of it. */
export const person = route(
  'POST',
  '/_sandbox/person',
  shape,
  async ({ world, sendEvent }, { user, groups, ...change }): Promise<Json | Refused> => {
    const found = personIn(world, user);
    if (isRefused(found)) return found;
    const handles = [...world.groups.values()].map(({ handle }) => handle);
    const unknown = groups?.find((handle) => !handles.includes(handle));
    if (unknown !== undefined)
      return refused(`there is no group ${unknown}; there are ${handles.join(', ')}`);
    for (const [name, value] of Object.entries(change)) {
      if (value !== undefined) Object.assign(found, { [name]: value });
    }
    const events = [
      ...(ofMember.some((name) => change[name] !== undefined) ? [memberChanged(world, found)] : []),
      ...(groups === undefined ? [] : moveTo(world, found, groups)),
    ];
    announce(world, { kind: 'state', user });
    for (const event of events) if (world.manifest.events.has(event.type)) await sendEvent(event);
    return { ok: true, user: found };
  },
);

type Happened = Json & { type: string };

/** https://docs.slack.dev/reference/events/user_change */
const memberChanged = (world: World, found: Person): Happened => ({
  type: 'user_change',
  user: personToApi(world, found),
  cache_ts: Math.floor(world.wall() / 1000),
  event_ts: world.issue.ts(),
});

/** Puts somebody into these groups and no other. https://docs.slack.dev/reference/events/subteam_members_changed */
const moveTo = (world: World, { id }: Person, handles: string[]): Happened[] =>
  [...world.groups.values()].flatMap((group): Happened[] => {
    const was = group.users.includes(id);
    const is = handles.includes(group.handle);
    if (was === is) return [];
    group.users = is ? [...group.users, id] : group.users.filter((one) => one !== id);
    const seconds = Math.floor(world.wall() / 1000);
    return [
      {
        type: 'subteam_members_changed',
        subteam_id: group.id,
        team_id: world.team.id,
        date_previous_update: seconds,
        date_update: seconds,
        ...(is ? { added_users: [id], added_users_count: '1' } : {}),
        ...(was ? { removed_users: [id], removed_users_count: '1' } : {}),
        event_ts: world.issue.ts(),
      },
    ];
  });
