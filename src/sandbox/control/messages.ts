import { z } from 'zod';
import { repliesTo } from '../slack/messages.ts';
import type { Json, Message, World } from '../slack/world.ts';
import { channelFor, personIn } from './persons.ts';
import { isRefused, route } from './route.ts';

const seen = (world: World, message: Message): Json => {
  const replies = repliesTo(world, message).length;
  return {
    ts: message.ts,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    text: message.text,
    blocks: message.blocks,
    user: message.user,
    ...(message.ephemeral_to === undefined ? {} : { ephemeral: true }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.edited_ts === undefined ? {} : { edited: true }),
    ...(message.files === undefined
      ? {}
      : {
          files: message.files.map((id) => ({ id, title: world.files.get(id)?.title, url: `/files/${id}` })),
        }),
    ...(message.reactions.length === 0 ? {} : { reactions: message.reactions }),
    reply_count: replies,
  };
};

const shape = z.object({ channel: z.string(), user: z.string(), thread_ts: z.string().optional() });

/** What a person sees in a channel, newest last, replies and their own ephemerals included; or one thread. */
export const messages = route('GET', '/_sandbox/messages', shape, ({ world }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const channel = channelFor(world, person, input.channel);
  if (isRefused(channel)) return channel;
  const visible = (world.messages.get(channel.id) ?? []).filter(
    (one) =>
      (one.ephemeral_to ?? person.id) === person.id &&
      (input.thread_ts === undefined || one.ts === input.thread_ts || one.thread_ts === input.thread_ts),
  );
  return { ok: true, channel: channel.id, messages: visible.map((one) => seen(world, one)) };
});
