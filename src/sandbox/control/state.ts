import { z } from 'zod';
import type { Person } from '../slack/world.ts';
import { route } from './route.ts';

const shown = ({
  id,
  name,
  real_name,
  title,
  email,
  image,
  is_bot,
  deactivated,
  presence,
  dnd,
  status_text,
  status_emoji,
  tz,
}: Person) => ({
  id,
  name,
  real_name,
  title,
  email,
  image: image ?? null,
  is_bot,
  deactivated,
  presence,
  dnd,
  status_text,
  status_emoji,
  tz,
});

/** Who is there, in which channels and groups, and how they are. */
export const state = route('GET', '/_sandbox/state', z.object({}), ({ world, transport }) => {
  const all = [...world.channels.values()];
  return {
    ok: true,
    team: world.team,
    users: [...world.people.values()].map(shown),
    channels: all
      .filter((one) => one.kind !== 'im')
      .map(({ id, name, topic, members, is_archived }) => ({ id, name, topic, members, is_archived })),
    dms: all
      .filter((one) => one.kind === 'im')
      .map(({ id, members }) => ({
        id,
        user: members.find((member) => member !== world.app.bot_user_id),
        members,
      })),
    usergroups: [...world.groups.values()],
    app: { id: world.app.id, name: world.app.name, bot_user_id: world.app.bot_user_id },
    commands: world.manifest.commands,
    shortcuts: world.manifest.shortcuts,
    faults: world.faults,
    transport,
  };
});
