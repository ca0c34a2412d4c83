import { z } from 'zod';
import { type Ack, acked } from '../slack/deliver.ts';
import { messageActions } from '../slack/payloads.ts';
import type { Json } from '../slack/world.ts';
import { actionFor } from './action.ts';
import { channelFor, messageFor, personIn } from './persons.ts';
import { isRefused, route } from './route.ts';
import { withShown } from './shown.ts';

export const selected = z.union([z.string(), z.number(), z.array(z.string())]);

/** `status` is the HTTP status of the ack (200 over Socket Mode, 0 for none), `ack_ms` the time until then. */
export const ackAnswer = (ack: Ack): Json => ({
  ok: acked(ack),
  ...(acked(ack) ? {} : { error: ack.error ?? 'the bot did not ack' }),
  ack_ms: ack.ack_ms,
  status: ack.status,
});

const shape = z.object({
  user: z.string(),
  channel: z.string(),
  ts: z.string(),
  action_id: z.string(),
  block_id: z.string().optional(),
  value: z.string().optional(),
  selected: selected.optional(),
  team: z.string().optional(),
});

/** A person presses a button of a message, or chooses in one of its menus. */
export const press = route('POST', '/_sandbox/press', shape, async ({ world, deliver }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const channel = channelFor(world, person, input.channel);
  if (isRefused(channel)) return channel;
  const message = messageFor(world, person, channel, input.ts);
  if (isRefused(message)) return message;
  const inputs = (message.inputs[person.id] ??= {});
  const action = actionFor(world, message.blocks, input, inputs);
  if (isRefused(action)) return action;
  const payload = messageActions(world, {
    person,
    channel,
    message,
    actions: [action],
    ...(input.team === undefined ? {} : { team: input.team }),
  });
  return ackAnswer(await withShown(world, person, () => deliver('interactive', payload)));
});
