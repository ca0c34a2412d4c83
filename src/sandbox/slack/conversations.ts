/** Channels and DMs: finding them, and who may see them. */
import type { Channel, World } from './world.ts';

/** The DM between the bot and a person. Every person of the workspace has one from the start. */
export const directWith = (world: World, user: string): Channel | undefined =>
  [...world.channels.values()].find(
    (one) => one.kind === 'im' && one.members.includes(user) && user !== world.app.bot_user_id,
  );

/** By `C…` or `D…` id, by `U…` (its DM), or by name with or without `#`, as chat.postMessage takes them. */
export const findChannel = (world: World, reference: string | undefined): Channel | undefined => {
  if (reference === undefined) return undefined;
  const direct = world.channels.get(reference);
  if (direct !== undefined) return direct;
  if (world.people.has(reference)) return directWith(world, reference);
  const name = reference.replace(/^#/, '');
  return [...world.channels.values()].find((one) => one.name !== '' && one.name === name);
};

export const isMember = (channel: Channel, user: string): boolean => channel.members.includes(user);

/** The scope that a family of methods needs in this kind of channel: `channels:read`, `im:history`, … */
export const scopeFor = (channel: Channel | undefined, what: 'read' | 'history'): string => {
  switch (channel?.kind) {
    case 'private':
      return `groups:${what}`;
    case 'im':
      return `im:${what}`;
    default:
      return `channels:${what}`;
  }
};

/** A conversation as `conversations.info` shows it. */
export const channelToApi = (world: World, channel: Channel): Record<string, unknown> => {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.is_archived,
    context_team_id: world.team.id,
  };
  if (channel.kind === 'im') {
    return {
      ...common,
      is_im: true,
      is_channel: false,
      is_group: false,
      is_mpim: false,
      is_private: true,
      user: channel.members.find((member) => member !== world.app.bot_user_id),
      is_open: true,
    };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_member: isMember(channel, world.app.bot_user_id),
    num_members: channel.members.length,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
};
