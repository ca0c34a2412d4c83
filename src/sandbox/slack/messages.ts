/** Messages: storing, finding, and what each person and the API see of them. */
import { arrayOf, isObject } from './arguments.ts';
import type { Block, Channel, Json, Message, World } from './world.ts';
import { announce } from './world.ts';

type Draft = Pick<Message, 'user' | 'text'> &
  Partial<Pick<Message, 'blocks' | 'attachments' | 'thread_ts' | 'ephemeral_to' | 'metadata' | 'files'>>;

/** Blocks as Slack stores them: each has a block_id, each interactive element an action_id. */
export const withIds = (world: World, blocks: readonly Block[]): Block[] => {
  const named = (element: unknown): unknown =>
    isObject(element) && element['type'] !== 'image'
      ? { ...element, action_id: element['action_id'] ?? world.issue.opaque(5) }
      : element;
  return blocks.map((block): Block => {
    const { element, accessory, elements } = block;
    return {
      ...block,
      block_id: block.block_id ?? world.issue.opaque(5),
      ...(element === undefined ? {} : { element: named(element) }),
      ...(accessory === undefined ? {} : { accessory: named(accessory) }),
      ...(block.type === 'actions' ? { elements: arrayOf(elements).map(named) } : {}),
    };
  });
};

export const storeMessage = (world: World, channel: Channel, draft: Draft): Message => {
  const message: Message = {
    ts: world.issue.ts(),
    channel: channel.id,
    posted_at: world.wall() + world.offsetMs,
    reactions: [],
    inputs: {},
    ...draft,
    blocks: withIds(world, draft.blocks ?? []),
  };
  world.messages.get(channel.id)?.push(message);
  announce(world, {
    kind: 'messages',
    channel: channel.id,
    ...(draft.ephemeral_to ? { user: draft.ephemeral_to } : {}),
  });
  return message;
};

/** A change that Slack marks as edited, except that the bot's own updates carry the mark too. */
export const changeMessage = (world: World, message: Message, change: Partial<Draft>): void => {
  Object.assign(message, change, change.blocks ? { blocks: withIds(world, change.blocks) } : {}, {
    edited_ts: `${Math.floor(world.wall() / 1000)}.000000`,
  });
  announce(world, { kind: 'messages', channel: message.channel });
};

export const removeMessage = (world: World, message: Message): void => {
  const all = world.messages.get(message.channel) ?? [];
  const at = all.indexOf(message);
  if (at >= 0) all.splice(at, 1);
  announce(world, { kind: 'messages', channel: message.channel });
};

/** A message that all members can see. Ephemerals are not found here: Slack keeps none. */
export const findMessage = (world: World, channel: string, ts: string | undefined): Message | undefined =>
  world.messages.get(channel)?.find((one) => one.ts === ts && one.ephemeral_to === undefined);

/** A message as this person sees it: the channel's, and the ephemerals that are theirs. */
export const findVisible = (world: World, channel: string, ts: string, user: string): Message | undefined =>
  world.messages.get(channel)?.find((one) => one.ts === ts && (one.ephemeral_to ?? user) === user);

export const repliesTo = (world: World, root: Message): Message[] =>
  (world.messages.get(root.channel) ?? []).filter(
    (one) => one.thread_ts === root.ts && one.ts !== root.ts && one.ephemeral_to === undefined,
  );

/** The message as Slack's API and payloads carry it. `metadata` only where it was asked for. */
export const messageToApi = (world: World, message: Message, options: { metadata: boolean }): Json => {
  const isBots = message.user === world.app.bot_user_id;
  const replies = repliesTo(world, message);
  return {
    type: 'message',
    user: message.user,
    ...(isBots ? { bot_id: world.app.bot_id, app_id: world.app.id } : {}),
    team: world.team.id,
    text: message.text,
    ts: message.ts,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(message.thread_ts !== undefined && message.thread_ts !== message.ts
      ? { parent_user_id: parentUser(world, message) }
      : {}),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.edited_ts === undefined ? {} : { edited: { user: message.user, ts: message.edited_ts } }),
    ...(message.files === undefined ? {} : { files: message.files.map((id) => ({ id })) }),
    ...(message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((one) => one.user))],
          latest_reply: replies.at(-1)?.ts,
        }),
    ...(options.metadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
};

const parentUser = (world: World, message: Message): string | undefined =>
  findMessage(world, message.channel, message.thread_ts)?.user;
