import { z } from 'zod';
import type { Json, Message, World } from '../slack/world.ts';
import { channelFor, personIn } from './persons.ts';
import { isRefused, route } from './route.ts';

const seen = (world: World, message: Message, replies: number): Json => ({
  ts: message.ts,
  posted_at: message.posted_at,
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
});

const shape = z.object({ channel: z.string(), user: z.string(), thread_ts: z.string().optional() });

/** What a person sees in a channel, newest last, replies and their own ephemerals included; or one thread. */
export const messages = route('GET', '/_sandbox/messages', shape, ({ world }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const channel = channelFor(world, person, input.channel);
  if (isRefused(channel)) return channel;
  const all = world.messages.get(channel.id) ?? [];
  const replies = new Map<string, number>();
  for (const { ts, thread_ts, ephemeral_to } of all) {
    if (thread_ts !== undefined && thread_ts !== ts && ephemeral_to === undefined)
      replies.set(thread_ts, (replies.get(thread_ts) ?? 0) + 1);
  }
  const visible = all.filter(
    (one) =>
      (one.ephemeral_to ?? person.id) === person.id &&
      (input.thread_ts === undefined || one.ts === input.thread_ts || one.thread_ts === input.thread_ts),
  );
  return {
    ok: true,
    channel: channel.id,
    messages: visible.map((one) => seen(world, one, replies.get(one.ts) ?? 0)),
  };
});
