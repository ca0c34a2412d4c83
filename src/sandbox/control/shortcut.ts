import { z } from 'zod';
import { globalShortcut, messageShortcut } from '../slack/payloads.ts';
import { channelFor, messageFor, personIn } from './persons.ts';
import { ackAnswer } from './press.ts';
import { isRefused, refused, route } from './route.ts';
import { withShown } from './shown.ts';

const shape = z.object({
  user: z.string(),
  callback_id: z.string(),
  channel: z.string().optional(),
  ts: z.string().optional(),
});

/** A person uses one of the app's shortcuts: a global one, or a message's (with `channel` and `ts`). */
export const shortcut = route('POST', '/_sandbox/shortcut', shape, async ({ world, deliver }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const known = world.manifest.shortcuts.find((one) => one.callback_id === input.callback_id);
  if (known === undefined) return refused(`the app has no shortcut ${input.callback_id}`, 404);
  if (known.type === 'global') {
    const payload = globalShortcut(world, { person, callback_id: known.callback_id });
    return ackAnswer(await withShown(world, person, () => deliver('interactive', payload)));
  }
  if (input.channel === undefined || input.ts === undefined)
    return refused(`${known.callback_id} is a message shortcut: it needs channel and ts`);
  const channel = channelFor(world, person, input.channel);
  if (isRefused(channel)) return channel;
  const message = messageFor(world, person, channel, input.ts);
  if (isRefused(message)) return message;
  const payload = messageShortcut(world, { person, callback_id: known.callback_id, channel, message });
  return ackAnswer(await withShown(world, person, () => deliver('interactive', payload)));
});
