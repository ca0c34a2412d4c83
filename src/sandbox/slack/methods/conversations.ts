import { flagOf, textOf } from '../arguments.ts';
import { channelToApi, directWith, findChannel, isMember, scopeFor } from '../conversations.ts';
import { limits } from '../limits.ts';
import { findMessage, messageToApi, repliesTo } from '../messages.ts';
import type { Answer, Method } from '../method.ts';
import { done, refuse } from '../method.ts';
import { announce, type Channel, type Json, type Message, type World } from '../world.ts';
import { pageOf } from './paging.ts';

const typeOf = { public: 'public_channel', private: 'private_channel', im: 'im' } as const satisfies Record<
  Channel['kind'],
  string
>;
const scopeOfType: Record<string, string> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

const wantedTypes = (args: Json): string[] =>
  (textOf(args, 'types') ?? 'public_channel').split(',').map((one) => one.trim());
const channelIn = (world: World, args: Json): Channel | undefined =>
  world.channels.get(textOf(args, 'channel') ?? '');
/** Slack hides what the app may not see: a private channel without the bot is not found. */
const readable = (world: World, channel: Channel | undefined): channel is Channel =>
  channel !== undefined && (channel.kind === 'public' || isMember(channel, world.app.bot_user_id));

/** Messages between `oldest` and `latest` (exclusive unless `inclusive`). */
const between = (args: Json, messages: readonly Message[]): Message[] => {
  const oldest = Number(textOf(args, 'oldest') ?? 0);
  const latest = Number(textOf(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const edge = flagOf(args, 'inclusive');
  return messages.filter((one) => {
    const ts = Number(one.ts);
    return (ts > oldest && ts < latest) || (edge && (ts === oldest || ts === latest));
  });
};

const historyPage = (world: World, args: Json, messages: readonly Message[]): Answer => {
  const page = pageOf(messages, args, limits.historyPage);
  if (page === undefined) return refuse('invalid_cursor');
  const metadata = flagOf(args, 'include_all_metadata');
  return done({
    messages: page.items.map((one) => messageToApi(world, one, { metadata })),
    has_more: page.next_cursor !== '',
    ...(page.next_cursor === '' ? {} : { response_metadata: { next_cursor: page.next_cursor } }),
  });
};

/** https://docs.slack.dev/reference/methods?filter=conversations */
export const conversationMethods: Method[] = [
  {
    name: 'conversations.list',
    token: 'bot',
    scopes: (_world, args) => wantedTypes(args).map((type) => scopeOfType[type] ?? 'channels:read'),
    run: (world, args) => {
      const types = wantedTypes(args);
      const unknown = types.find((type) => scopeOfType[type] === undefined);
      if (unknown !== undefined) return refuse('invalid_types');
      const all = [...world.channels.values()].filter(
        (one) =>
          types.includes(typeOf[one.kind]) &&
          readable(world, one) &&
          !(flagOf(args, 'exclude_archived') && one.is_archived),
      );
      const page = pageOf(all, args, 1000);
      if (page === undefined) return refuse('invalid_cursor');
      return done({
        channels: page.items.map((one) => channelToApi(world, one)),
        response_metadata: { next_cursor: page.next_cursor },
      });
    },
  },
  {
    name: 'conversations.info',
    token: 'bot',
    scopes: (world, args) => [scopeFor(channelIn(world, args), 'read')],
    run: (world, args) => {
      const channel = channelIn(world, args);
      return readable(world, channel)
        ? done({ channel: channelToApi(world, channel) })
        : refuse('channel_not_found');
    },
  },
  {
    name: 'conversations.members',
    token: 'bot',
    scopes: (world, args) => [scopeFor(channelIn(world, args), 'read')],
    run: (world, args) => {
      const channel = channelIn(world, args);
      if (!readable(world, channel)) return refuse('channel_not_found');
      const page = pageOf(channel.members, args, 1000);
      if (page === undefined) return refuse('invalid_cursor');
      return done({ members: page.items, response_metadata: { next_cursor: page.next_cursor } });
    },
  },
  {
    name: 'conversations.history',
    token: 'bot',
    scopes: (world, args) => [scopeFor(channelIn(world, args), 'history')],
    run: (world, args) => {
      const channel = channelIn(world, args);
      if (!readable(world, channel)) return refuse('channel_not_found');
      if (!isMember(channel, world.app.bot_user_id)) return refuse('not_in_channel');
      const roots = (world.messages.get(channel.id) ?? []).filter(
        (one) => one.ephemeral_to === undefined && (one.thread_ts === undefined || one.thread_ts === one.ts),
      );
      return historyPage(world, args, between(args, roots).reverse());
    },
  },
  {
    name: 'conversations.replies',
    token: 'bot',
    scopes: (world, args) => [scopeFor(channelIn(world, args), 'history')],
    run: (world, args) => {
      const channel = channelIn(world, args);
      if (!readable(world, channel)) return refuse('channel_not_found');
      if (!isMember(channel, world.app.bot_user_id)) return refuse('not_in_channel');
      const found = findMessage(world, channel.id, textOf(args, 'ts'));
      const root = found?.thread_ts === undefined ? found : findMessage(world, channel.id, found.thread_ts);
      if (root === undefined) return refuse('thread_not_found');
      return historyPage(world, args, [root, ...between(args, repliesTo(world, root))]);
    },
  },
  {
    name: 'conversations.open',
    token: 'bot',
    scopes: ['im:write'],
    run: (world, args) => {
      const known = textOf(args, 'channel');
      const users = (textOf(args, 'users') ?? '').split(',').filter((id) => id !== '');
      if (known === undefined && users.length !== 1) {
        return refuse(
          users.length === 0 ? 'users_list_not_supplied' : 'method_not_supported_for_channel_type',
        );
      }
      const person = world.people.get(users[0] ?? '');
      if (known === undefined && (person === undefined || person.is_bot)) return refuse('user_not_found');
      if (person?.deactivated) return refuse('user_disabled');
      const channel = known === undefined ? directWith(world, users[0] ?? '') : findChannel(world, known);
      if (channel?.kind !== 'im') return refuse('channel_not_found');
      return done({
        no_op: true,
        already_open: true,
        channel: flagOf(args, 'return_im') ? channelToApi(world, channel) : { id: channel.id },
      });
    },
  },
  {
    name: 'conversations.join',
    token: 'bot',
    scopes: ['channels:join'],
    run: (world, args) => {
      const channel = channelIn(world, args);
      if (!readable(world, channel)) return refuse('channel_not_found');
      if (channel.kind !== 'public') return refuse('method_not_supported_for_channel_type');
      if (channel.is_archived) return refuse('is_archived');
      const already = isMember(channel, world.app.bot_user_id);
      if (!already) {
        channel.members.push(world.app.bot_user_id);
        announce(world, { kind: 'state', channel: channel.id });
      }
      return done({
        channel: channelToApi(world, channel),
        ...(already ? { warning: 'already_in_channel' } : {}),
      });
    },
  },
];
