/** Who acts, and what that person can reach. Each finder answers with the thing or with the reason why not. */
import { directWith, findChannel, isMember } from '../slack/conversations.ts';
import { findVisible } from '../slack/messages.ts';
import type { Channel, Message, Person, View, World } from '../slack/world.ts';
import type { Refused } from './route.ts';
import { refused } from './route.ts';

/** A deactivated person may still act here: a press can be on its way while somebody is deactivated. */
export const personIn = (world: World, id: string): Person | Refused => {
  const person = world.people.get(id);
  return person === undefined || person.is_bot ? refused(`there is no person ${id}`, 404) : person;
};

/** A channel that the person is in. `U…` or the bot's own id means the DM with the bot. */
export const channelFor = (world: World, person: Person, reference: string): Channel | Refused => {
  const channel =
    reference === world.app.bot_user_id ? directWith(world, person.id) : findChannel(world, reference);
  if (channel === undefined) return refused(`there is no channel ${reference}`, 404);
  return isMember(channel, person.id) ? channel : refused(`${person.id} cannot see ${channel.id}`, 403);
};

export const messageFor = (world: World, person: Person, channel: Channel, ts: string): Message | Refused =>
  findVisible(world, channel.id, ts, person.id) ??
  refused(`${person.id} sees no message ${ts} in ${channel.id}`, 404);

/** A modal or Home belongs to one person. */
export const viewFor = (world: World, person: Person, id: string): View | Refused => {
  const views = [...world.modals, ...world.homes.values()];
  return (
    views.find((view) => view.id === id && view.user === person.id) ??
    refused(`${person.id} has no open view ${id}`, 404)
  );
};
