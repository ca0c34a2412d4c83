import { z } from 'zod';
import { isObject } from '../slack/arguments.ts';
import { acked } from '../slack/deliver.ts';
import { slashCommand } from '../slack/payloads.ts';
import { placeResponse } from '../slack/response-url.ts';
import type { World } from '../slack/world.ts';
import { channelFor, personIn } from './persons.ts';
import { ackAnswer } from './press.ts';
import { isRefused, refused, route } from './route.ts';
import { withShown } from './shown.ts';

const shape = z.object({
  user: z.string(),
  channel: z.string(),
  command: z.string(),
  text: z.string().default(''),
});

/** A person types a slash command. What the ack carries is shown to them, or to all when it is `in_channel`. */
export const command = route('POST', '/_sandbox/command', shape, async ({ world, deliver }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const channel = channelFor(world, person, input.channel);
  if (isRefused(channel)) return channel;
  const { commands } = world.manifest;
  const known = commands.find((one) => one.command === input.command);
  if (known === undefined) {
    const all = commands.map((one) => one.command).join(', ');
    return refused(`${input.command} is not a command of the app; there is ${all}`, 404);
  }
  const text = known.should_escape ? escaped(world, input.text) : input.text;
  const payload = slashCommand(world, { person, channel, command: input.command, text });
  const ack = await withShown(world, person, () => deliver('slash_commands', payload));
  const { body } = ack;
  const said =
    typeof body === 'string' && body !== ''
      ? { text: body }
      : isObject(body) && Object.keys(body).length > 0
        ? body
        : undefined;
  if (!acked(ack) || said === undefined) return ackAnswer(ack);
  const error = placeResponse(world, { user: person.id, channel: channel.id }, said);
  return {
    ...ackAnswer(ack),
    ...(error === undefined ? { response: said } : { ok: false, error: `the ack's message: ${error}` }),
  };
});

/**
 * What Slack makes of a command's text where the app asks for it: people become mentions that carry their id, and its
 * control characters are escaped. https://docs.slack.dev/interactivity/implementing-slash-commands#escaping
 */
const escaped = (world: World, text: string): string => {
  const people = [...world.people.values()];
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(?<=^|\s)@([a-z0-9._-]+)/gi, (whole, name: string) => {
      const person = people.find((one) => one.name === name.toLowerCase());
      return person === undefined ? whole : `<@${person.id}|${person.name}>`;
    });
};
