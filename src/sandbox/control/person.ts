import { z } from 'zod';
import { announce } from '../slack/world.ts';
import { personIn } from './persons.ts';
import { isRefused, route } from './route.ts';

const shape = z.object({
  user: z.string(),
  presence: z.enum(['active', 'away']).optional(),
  dnd: z.boolean().optional(),
  status_emoji: z.string().optional(),
  status_text: z.string().max(100).optional(),
  deactivated: z.boolean().optional(),
});

/** A person goes away, comes back, sets a status, leaves the company. */
export const person = route('POST', '/_sandbox/person', shape, ({ world }, { user, ...change }) => {
  const found = personIn(world, user);
  if (isRefused(found)) return found;
  for (const [name, value] of Object.entries(change)) {
    if (value !== undefined) Object.assign(found, { [name]: value });
  }
  announce(world, { kind: 'state', user });
  return { ok: true, user: found };
});
