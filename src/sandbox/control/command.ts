import { z } from 'zod';
import { isObject } from '../slack/arguments.ts';
import { acked } from '../slack/deliver.ts';
import { slashCommand } from '../slack/payloads.ts';
import { placeResponse } from '../slack/response-url.ts';
import { channelFor, personIn } from './persons.ts';
import { ackAnswer } from './press.ts';
import { isRefused, refused, route } from './route.ts';

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
  const known = world.manifest.commands.map((one) => one.command);
  if (!known.includes(input.command))
    return refused(`${input.command} is not a command of the app; there is ${known.join(', ')}`, 404);
  const ack = await deliver(
    'slash_commands',
    slashCommand(world, { person, channel, command: input.command, text: input.text }),
  );
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
