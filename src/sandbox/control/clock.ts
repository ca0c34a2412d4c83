import { z } from 'zod';
import { announce, type World } from '../slack/world.ts';
import { refused, route } from './route.ts';

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date(), z.number()]);
const shape = z
  .object({ now: moment.optional(), advance_ms: z.number().int().optional() })
  .refine(
    (one) => (one.now === undefined) !== (one.advance_ms === undefined),
    'give either now or advance_ms',
  );

const shown = (world: World) => ({
  ok: true,
  now: new Date(world.wall() + world.offsetMs).toISOString(),
  offset_ms: world.offsetMs,
});

export const showClock = route('GET', '/_sandbox/clock', z.object({}), ({ world }) => shown(world));

/** Moves the domain clock: to `now` (ISO 8601 or Unix milliseconds), or on by `advance_ms`. */
export const setClock = route('POST', '/_sandbox/clock', shape, async ({ world, bot }, input) => {
  const offset =
    input.now === undefined
      ? world.offsetMs + (input.advance_ms ?? 0)
      : new Date(input.now).getTime() - world.wall();
  if (!Number.isFinite(offset) || Math.abs(offset) > 100 * 365 * 86_400_000)
    return refused('that is further than 100 years away');
  world.offsetMs = Math.round(offset);
  announce(world, { kind: 'clock' });
  const problem = await bot?.setClock(world.offsetMs);
  return problem === undefined ? shown(world) : { ...shown(world), ok: false, error: problem };
});
