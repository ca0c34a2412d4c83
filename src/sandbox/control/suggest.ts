import { z } from 'zod';
import { isObject } from '../slack/arguments.ts';
import { list, startChecking } from '../slack/check/rules.ts';
import { optionGroups, plainOption } from '../slack/check/texts.ts';
import { acked } from '../slack/deliver.ts';
import { findElement, rememberSuggested } from '../slack/inputs.ts';
import { limits } from '../slack/limits.ts';
import { findVisible } from '../slack/messages.ts';
import { blockSuggestion } from '../slack/payloads.ts';
import type { Channel, Json, Message, Person, View, World } from '../slack/world.ts';
import { channelFor, personIn, viewFor } from './persons.ts';
import { ackAnswer } from './press.ts';
import { isRefused, type Refused, refused, route } from './route.ts';

const shape = z.object({
  user: z.string(),
  view_id: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  action_id: z.string(),
  block_id: z.string().optional(),
  text: z.string().default(''),
});

type Place = { view: View } | { channel: Channel; message: Message };

const messageAt = (
  world: World,
  person: Person,
  ts: string,
  reference: string | undefined,
): Place | Refused => {
  const named = reference === undefined ? undefined : channelFor(world, person, reference);
  if (named !== undefined && isRefused(named)) return named;
  const channels =
    named === undefined
      ? [...world.channels.values()].filter((one) => one.members.includes(person.id))
      : [named];
  for (const channel of channels) {
    const message = findVisible(world, channel.id, ts, person.id);
    if (message !== undefined) return { channel, message };
  }
  return refused(`${person.id} sees no message ${ts}`, 404);
};

const placeOf = (world: World, person: Person, input: z.infer<typeof shape>): Place | Refused => {
  if (input.view_id !== undefined) {
    const view = viewFor(world, person, input.view_id);
    return isRefused(view) ? view : { view };
  }
  return input.ts === undefined
    ? refused('give view_id or ts')
    : messageAt(world, person, input.ts, input.channel);
};

/** What Slack would not show: the same rules as for a select's own options. */
const problemsIn = (body: Json): string[] => {
  const checking = startChecking('message');
  if (body['option_groups'] !== undefined) optionGroups(body['option_groups'], '/option_groups', checking);
  else list(plainOption, limits.selectOptions, 0)(body['options'], '/options', checking);
  return checking.problems;
};

/** A person types into an external select; the answer is what the bot offers. */
export const suggest = route('POST', '/_sandbox/suggest', shape, async ({ world, deliver }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const place = placeOf(world, person, input);
  if (isRefused(place)) return place;
  const blocks = 'view' in place ? place.view.blocks : place.message.blocks;
  const placed = findElement(blocks, input.action_id, input.block_id);
  if (placed === undefined || !placed.element.type.endsWith('external_select')) {
    return refused(`there is no external select ${input.action_id} there`, 404);
  }
  const least = Number(placed.element['min_query_length'] ?? 3);
  if (input.text.length < least)
    return refused(`${input.action_id} asks the bot only from ${least} characters on`);
  const { action_id } = input;
  const block_id = String(placed.block.block_id);
  const ack = await deliver(
    'interactive',
    blockSuggestion(world, { person, action_id, block_id, value: input.text, ...place }),
  );
  if (!acked(ack)) return ackAnswer(ack);
  const body = isObject(ack.body) ? ack.body : {};
  const problems = problemsIn(body);
  if (problems.length > 0)
    return { ...ackAnswer(ack), ok: false, error: `the bot's options: ${problems.join('; ')}` };
  const offered = body['option_groups'] ?? body['options'];
  rememberSuggested(placed.element, offered);
  const options =
    body['option_groups'] === undefined
      ? { options: body['options'] }
      : { option_groups: body['option_groups'] };
  return { ...ackAnswer(ack), ...options };
});
