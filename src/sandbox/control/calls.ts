import { z } from 'zod';
import { route } from './route.ts';

const shape = z.object({ method: z.string().optional(), after: z.coerce.number().int().min(0).default(0) });

/** Web API calls received, oldest first: those with a number above `after`. */
export const calls = route('GET', '/_sandbox/calls', shape, ({ world }, input) => ({
  ok: true,
  calls: world.calls.filter(
    (one) => one.n > input.after && (input.method === undefined || one.method === input.method),
  ),
}));
