import { textOf } from '../arguments.ts';
import { isMember } from '../conversations.ts';
import { findMessage } from '../messages.ts';
import type { Method } from '../method.ts';
import { done, refuse } from '../method.ts';
import { announce } from '../world.ts';

/** https://docs.slack.dev/reference/methods/reactions.add */
export const reactionMethods: Method[] = [
  {
    name: 'reactions.add',
    token: 'bot',
    scopes: ['reactions:write'],
    run: (world, args) => {
      const name = textOf(args, 'name')?.replaceAll(':', '');
      if (name === undefined || !/^[\w+'-]+$/.test(name)) return refuse('invalid_name');
      const channel = world.channels.get(textOf(args, 'channel') ?? '');
      if (channel === undefined) return refuse('channel_not_found');
      if (!isMember(channel, world.app.bot_user_id)) return refuse('not_in_channel');
      if (channel.is_archived) return refuse('is_archived');
      const message = findMessage(world, channel.id, textOf(args, 'timestamp'));
      if (message === undefined) return refuse('message_not_found');
      const existing = message.reactions.find((one) => one.name === name);
      if (existing?.users.includes(world.app.bot_user_id)) return refuse('already_reacted');
      if (existing === undefined) message.reactions.push({ name, users: [world.app.bot_user_id] });
      else existing.users.push(world.app.bot_user_id);
      announce(world, { kind: 'messages', channel: channel.id });
      return done();
    },
  },
];
