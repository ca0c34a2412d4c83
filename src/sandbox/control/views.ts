import { z } from 'zod';
import { stateOf } from '../slack/inputs.ts';
import { viewToApi } from '../slack/views.ts';
import { personIn } from './persons.ts';
import { isRefused, route } from './route.ts';

/** A person's open modals, top last. */
export const views = route('GET', '/_sandbox/views', z.object({ user: z.string() }), ({ world }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  const open = world.modals.filter((one) => one.user === person.id);
  return { ok: true, views: open.map((one) => viewToApi(world, one, stateOf(one.blocks, one.inputs))) };
});
