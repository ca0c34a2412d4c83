import { textOf, wholeOf } from '../arguments.ts';
import { checkedContent } from '../check/message.ts';
import { findChannel, isMember } from '../conversations.ts';
import { changeMessage, findMessage, messageToApi, removeMessage, storeMessage } from '../messages.ts';
import type { Answer, Method } from '../method.ts';
import { done, refuse } from '../method.ts';
import type { Channel, Json, World } from '../world.ts';

/** Where the bot may write, or why not. */
const target = (world: World, reference: string | undefined): Channel | Answer => {
  const channel = findChannel(world, reference);
  if (channel === undefined) return refuse('channel_not_found');
  const inside = isMember(channel, world.app.bot_user_id);
  if (!inside && channel.kind !== 'public') return refuse('channel_not_found');
  if (channel.is_archived) return refuse('is_archived');
  if (!inside && !world.manifest.scopes.has('chat:write.public')) return refuse('not_in_channel');
  return channel;
};
const isAnswer = (value: Channel | Answer): value is Answer => 'ok' in value;

/** Slack hangs a reply on the thread's first message, whichever message of the thread was named. */
const threadRoot = (world: World, channel: Channel, ts: string | undefined): string | undefined =>
  ts === undefined ? undefined : (findMessage(world, channel.id, ts)?.thread_ts ?? ts);

const post = (world: World, args: Json, channel: Channel): Answer => {
  const content = checkedContent(args);
  if ('refusal' in content) return content.refusal;
  const thread = threadRoot(world, channel, textOf(args, 'thread_ts'));
  if (thread !== undefined && findMessage(world, channel.id, thread) === undefined)
    return refuse('thread_not_found');
  const message = storeMessage(world, channel, {
    user: world.app.bot_user_id,
    ...content.value,
    text: content.value.text ?? '',
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
  return done({
    channel: channel.id,
    ts: message.ts,
    message: messageToApi(world, message, { metadata: true }),
  });
};

/** https://docs.slack.dev/reference/methods?filter=chat */
export const chatMethods: Method[] = [
  {
    name: 'chat.postMessage',
    token: 'bot',
    scopes: ['chat:write'],
    run: (world, args) => {
      const channel = target(world, textOf(args, 'channel'));
      return isAnswer(channel) ? channel : post(world, args, channel);
    },
  },
  {
    name: 'chat.postEphemeral',
    token: 'bot',
    scopes: ['chat:write'],
    run: (world, args) => {
      const channel = target(world, textOf(args, 'channel'));
      if (isAnswer(channel)) return channel;
      const user = textOf(args, 'user') ?? '';
      if (!isMember(channel, user)) return refuse('user_not_in_channel');
      const content = checkedContent(args);
      if ('refusal' in content) return content.refusal;
      const thread = threadRoot(world, channel, textOf(args, 'thread_ts'));
      const message = storeMessage(world, channel, {
        user: world.app.bot_user_id,
        ephemeral_to: user,
        ...content.value,
        text: content.value.text ?? '',
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      return done({ message_ts: message.ts });
    },
  },
  {
    name: 'chat.update',
    token: 'bot',
    scopes: ['chat:write'],
    run: (world, args) => {
      const channel = world.channels.get(textOf(args, 'channel') ?? '');
      if (channel === undefined) return refuse('channel_not_found');
      const message = findMessage(world, channel.id, textOf(args, 'ts'));
      if (message === undefined) return refuse('message_not_found');
      if (message.user !== world.app.bot_user_id) return refuse('cant_update_message');
      if (channel.is_archived) return refuse('is_archived');
      const content = checkedContent(args, { tooLong: 'refuse' });
      if ('refusal' in content) return content.refusal;
      changeMessage(world, message, content.value);
      return done({
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageToApi(world, message, { metadata: true }),
      });
    },
  },
  {
    name: 'chat.delete',
    token: 'bot',
    scopes: ['chat:write'],
    run: (world, args) => {
      const channel = world.channels.get(textOf(args, 'channel') ?? '');
      if (channel === undefined) return refuse('channel_not_found');
      const message = findMessage(world, channel.id, textOf(args, 'ts'));
      if (message === undefined) return refuse('message_not_found');
      if (message.user !== world.app.bot_user_id) return refuse('cant_delete_message');
      removeMessage(world, message);
      return done({ channel: channel.id, ts: message.ts });
    },
  },
  {
    name: 'chat.getPermalink',
    token: 'bot',
    scopes: [],
    run: (world, args) => {
      const channel = world.channels.get(textOf(args, 'channel') ?? '');
      if (channel === undefined) return refuse('channel_not_found');
      const message = findMessage(world, channel.id, textOf(args, 'message_ts'));
      if (message === undefined) return refuse('message_not_found');
      // Leads to the sandbox's own page, so that the link can be followed there.
      return done({
        channel: channel.id,
        permalink: `${world.origin}/archives/${channel.id}/p${message.ts.replace('.', '')}`,
      });
    },
  },
  {
    name: 'chat.scheduleMessage',
    token: 'bot',
    scopes: ['chat:write'],
    run: (world, args) => {
      const channel = target(world, textOf(args, 'channel'));
      if (isAnswer(channel)) return channel;
      const postAt = wholeOf(args, 'post_at', Number.NaN);
      const wait = postAt * 1000 - world.wall();
      if (Number.isNaN(postAt)) return refuse('invalid_time');
      if (wait <= 0) return refuse('time_in_past');
      // https://docs.slack.dev/reference/methods/chat.scheduleMessage: at most 120 days ahead
      if (wait > 120 * 86_400_000) return refuse('time_too_far');
      const content = checkedContent(args);
      if ('refusal' in content) return content.refusal;
      // setTimeout takes about 24.8 days at most; what lies further away than a demo lives is never posted.
      const timer = setTimeout(() => post(world, args, channel), Math.min(wait, 2 ** 31 - 1));
      timer.unref();
      world.timers.add(timer);
      return done({
        channel: channel.id,
        scheduled_message_id: world.issue.next('Q'),
        post_at: postAt,
        message: {
          type: 'delayed_message',
          text: content.value.text ?? '',
          bot_id: world.app.bot_id,
          user: world.app.bot_user_id,
        },
      });
    },
  },
];
