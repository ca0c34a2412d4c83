import type { WebClient } from '@slack/web-api';

/** Who we are in the workspace, as far as Slack has told us. */
export type Identity = { teamId?: string; botId?: string; botUserId?: string };

export type SlackWorkspace = {
  /** What is known now, without asking. */
  identity: () => Identity;
  /** Asks Slack who we are; throws what Slack says. */
  identify: () => Promise<Identity>;
  /**
   * The id of a channel that the policy names `#name`; ids are taken as they are, a person's id is the conversation with
   * them. Undefined: there is none.
   */
  channelId: (channel: string) => Promise<string | undefined>;
};

const LIST_FOR_MS = 600_000;
const ASK_AGAIN_MS = 10_000;
const PAGE = 1000;
const CHANNEL_ID = /^[CGD][A-Z0-9]+$/;
const PERSON_ID = /^[UW][A-Z0-9]+$/;

/** @param now wall time in milliseconds */
export const createWorkspace = (client: WebClient, now: () => number): SlackWorkspace => {
  let identity: Identity = {};
  let channels = new Map<string, string>();
  /** Conversations with one person, by that person's id: they never change. */
  const directs = new Map<string, string>();
  let listedAt = Number.NEGATIVE_INFINITY;
  let listing: Promise<void> | undefined;

  const list = async (): Promise<void> => {
    const found = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await client.conversations.list({
        types: 'public_channel,private_channel',
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      });
      for (const { id, name } of page.channels ?? []) if (id && name) found.set(name, id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    channels = found;
    listedAt = now();
  };

  const direct = async (person: string): Promise<string | undefined> => {
    const known = directs.get(person);
    if (known !== undefined) return known;
    const { channel } = await client.conversations.open({ users: person });
    if (channel?.id !== undefined) directs.set(person, channel.id);
    return channel?.id;
  };

  return {
    identity: () => identity,
    identify: async () => {
      const answer = await client.auth.test();
      identity = {
        ...(answer.team_id === undefined ? {} : { teamId: answer.team_id }),
        ...(answer.bot_id === undefined ? {} : { botId: answer.bot_id }),
        ...(answer.user_id === undefined ? {} : { botUserId: answer.user_id }),
      };
      return identity;
    },
    channelId: async (channel) => {
      if (CHANNEL_ID.test(channel)) return channel;
      if (PERSON_ID.test(channel)) return direct(channel);
      const name = channel.replace(/^#/, '');
      const age = now() - listedAt;
      if (age > LIST_FOR_MS || (!channels.has(name) && age > ASK_AGAIN_MS)) {
        listing ??= list().finally(() => {
          listing = undefined;
        });
        await listing;
      }
      return channels.get(name);
    },
  };
};
