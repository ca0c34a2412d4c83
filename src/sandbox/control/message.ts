import { z } from 'zod';
import { isMember } from '../slack/conversations.ts';
import { findMessage, storeMessage } from '../slack/messages.ts';
import type { Channel, Json } from '../slack/world.ts';
import { channelFor, personIn } from './persons.ts';
import { isRefused, refused, route } from './route.ts';

const families = {
  public: { event: 'message.channels', channel_type: 'channel' },
  private: { event: 'message.groups', channel_type: 'group' },
  im: { event: 'message.im', channel_type: 'im' },
} as const satisfies Record<Channel['kind'], { event: string; channel_type: string }>;

const shape = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string().min(1),
  thread_ts: z.string().optional(),
});

/**
 * As Slack hands on what people type: three characters are escaped, except in what the composer made of mentions and links.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
const escaped = (text: string): string =>
  text
    .split(/(<(?:[@#!]|https?:)[^<>]*>)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');

/** A person writes. The bot hears of it where it is a member and the manifest asks for it. */
export const message = route('POST', '/_sandbox/message', shape, async ({ world, sendEvent }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const channel = channelFor(world, person, input.channel);
  if (isRefused(channel)) return channel;
  if (channel.is_archived) return refused(`${channel.id} is archived`);
  if (input.thread_ts !== undefined && findMessage(world, channel.id, input.thread_ts) === undefined) {
    return refused(`there is no message ${input.thread_ts} in ${channel.id}`, 404);
  }
  const written = storeMessage(world, channel, {
    user: person.id,
    text: escaped(input.text),
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: input.text }] }],
      },
    ],
    ...(input.thread_ts === undefined ? {} : { thread_ts: input.thread_ts }),
  });
  const { event, channel_type } = families[channel.kind];
  const body: Json = {
    user: person.id,
    ts: written.ts,
    client_msg_id: `sandbox-${written.ts}`,
    text: written.text,
    team: world.team.id,
    ...(written.thread_ts === undefined ? {} : { thread_ts: written.thread_ts }),
    blocks: written.blocks,
    channel: channel.id,
    event_ts: written.ts,
  };
  const hears = isMember(channel, world.app.bot_user_id);
  if (hears && world.manifest.events.has(event)) await sendEvent({ type: 'message', ...body, channel_type });
  if (
    hears &&
    world.manifest.events.has('app_mention') &&
    input.text.includes(`<@${world.app.bot_user_id}>`)
  ) {
    await sendEvent({ type: 'app_mention', ...body });
  }
  return { ok: true, ts: written.ts, channel: channel.id };
});
