import { z } from 'zod';
import { findChannel } from '../slack/conversations.ts';
import { faultKinds } from '../slack/faults.ts';
import { refused, route } from './route.ts';

const shape = z.object({
  kind: z.enum([...faultKinds, 'none']),
  method: z.string().optional(),
  channel: z.string().optional(),
  times: z.int().positive().optional(),
  /** Seconds. */
  retry_after: z.int().min(0).max(3600).default(1),
});

/** Sets a fault; without `times` it stays until `{kind: "none"}` clears all. */
export const fault = route(
  'POST',
  '/_sandbox/fault',
  shape,
  ({ world }, { kind, method, channel, times, retry_after }) => {
    if (kind === 'none') {
      world.faults.length = 0;
      return { ok: true, faults: [] };
    }
    const where = findChannel(world, channel);
    if (channel !== undefined && where === undefined) return refused(`there is no channel ${channel}`, 404);
    world.faults.push({
      kind,
      retry_after,
      ...(method === undefined ? {} : { method }),
      ...(where === undefined ? {} : { channel: where.id }),
      ...(times === undefined ? {} : { times }),
    });
    return { ok: true, faults: world.faults };
  },
);
