import { z } from 'zod';
import { viewClosed } from '../slack/payloads.ts';
import { closeModals, stackOf } from '../slack/views.ts';
import { personIn, viewFor } from './persons.ts';
import { isRefused, refused, route } from './route.ts';

/** A person closes a modal, and all that lie on it; with `clear_on_close` the whole stack. */
export const close = route(
  'POST',
  '/_sandbox/close',
  z.object({ user: z.string(), view_id: z.string() }),
  async ({ world, deliver }, input) => {
    const person = personIn(world, input.user);
    if (isRefused(person)) return person;
    const view = viewFor(world, person, input.view_id);
    if (isRefused(view)) return view;
    if (view.kind !== 'modal') return refused(`${view.id} is a Home tab; it cannot be closed`);
    const stack = stackOf(world, view);
    const closing = view.clear_on_close ? stack : stack.slice(stack.indexOf(view));
    closeModals(world, closing);
    const told = closing.filter((one) => one.notify_on_close).reverse();
    for (const one of told) {
      await deliver('interactive', viewClosed(world, { person, view: one, is_cleared: view.clear_on_close }));
    }
    return { ok: true, closed: closing.map((one) => one.id), notified: told.map((one) => one.id) };
  },
);
