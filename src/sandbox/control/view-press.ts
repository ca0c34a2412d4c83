import { z } from 'zod';
import { viewActions } from '../slack/payloads.ts';
import { announce } from '../slack/world.ts';
import { actionFor } from './action.ts';
import { personIn, viewFor } from './persons.ts';
import { ackAnswer, selected } from './press.ts';
import { isRefused, route } from './route.ts';
import { withShown } from './shown.ts';

const shape = z.object({
  user: z.string(),
  view_id: z.string(),
  action_id: z.string(),
  block_id: z.string().optional(),
  value: z.string().optional(),
  selected: selected.optional(),
});

/** A person uses an element of their modal or Home. */
export const viewPress = route('POST', '/_sandbox/view-press', shape, async ({ world, deliver }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const view = viewFor(world, person, input.view_id);
  if (isRefused(view)) return view;
  const action = actionFor(world, view.blocks, input, view.inputs);
  if (isRefused(action)) return action;
  const payload = viewActions(world, { person, view, actions: [action] });
  const ack = await withShown(world, person, () => deliver('interactive', payload));
  announce(world, { kind: view.kind === 'home' ? 'home' : 'views', user: person.id });
  return ackAnswer(ack);
});
