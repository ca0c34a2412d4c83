import type { WebClient } from '@slack/web-api';
import type { Policy } from '../core/policy/policy.ts';
import { nearest } from '../core/policy/suggest.ts';
import { type Finding, orAllWell } from './finding.ts';
import { codeOf } from './slack-refusal.ts';

type Channel = { id?: string; name?: string; is_member?: boolean; is_archived?: boolean };

const PAGE = 1000;
const about = 'channels';

/** Whether each channel of the policy exists, takes messages and has the bot in it. */
export const checkChannels = async (client: WebClient, policy: Policy): Promise<Finding[]> => {
  const named = channelsOf(policy);
  const listed = named.some((channel) => channel.startsWith('#')) ? await listChannels(client) : [];
  const names = listed.flatMap(({ name }) => (name === undefined ? [] : [`#${name}`]));
  const found: Finding[] = [];
  for (const channel of named) {
    const known = channel.startsWith('#')
      ? listed.find(({ name }) => `#${name}` === channel)
      : await channelById(client, channel);
    const says = known === undefined ? missing(channel, names) : unfit(channel, known);
    if (says !== undefined) found.push({ about, ...says });
  }
  return orAllWell(found, about, `the bot is in all ${named.length} of the policy`);
};

/** Each channel that the policy names, once. */
export const channelsOf = ({ queues, alerts_channel }: Policy): string[] => [
  ...new Set(
    [
      ...Object.values(queues).flatMap(({ channel, fallback_channel }) => [channel, fallback_channel]),
      alerts_channel,
    ].filter((channel) => channel !== undefined),
  ),
];

const missing = (channel: string, names: string[]): Omit<Finding, 'about'> => {
  const meant = nearest(channel, names);
  return {
    state: 'problem',
    says: `${channel}: the bot sees no such channel. Create it, or write "/invite @handraise" in it if it is private${meant === undefined ? '' : `. Did you mean ${meant}?`}`,
  };
};

const unfit = (channel: string, { is_archived, is_member }: Channel): Omit<Finding, 'about'> | undefined => {
  if (is_archived === true)
    return { state: 'problem', says: `${channel} is archived: unarchive it, or name another in the policy` };
  if (is_member === true) return undefined;
  return {
    state: 'warning',
    says: `${channel}: the bot is not in it, and will join with its first card. "/invite @handraise" there does it now`,
  };
};

const listChannels = async (client: WebClient): Promise<Channel[]> => {
  const found: Channel[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: 'public_channel,private_channel',
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    found.push(...(page.channels ?? []));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found;
};

const channelById = async (client: WebClient, channel: string): Promise<Channel | undefined> => {
  try {
    return (await client.conversations.info({ channel })).channel;
  } catch (error) {
    if (codeOf(error) === 'channel_not_found') return undefined;
    throw error;
  }
};
