import { z } from 'zod';
import type { Stop } from '../../src/core/policy/stop.ts';
import { iso } from '../../src/core/time.ts';
import { startForSource, stopForSource } from '../../src/usecases/stop-for-source.ts';
import { problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';

const reason = z.string().trim().max(1000).default('');
const stopSchema = z.strictObject({ reason });
const startSchema = z.strictObject({ by: z.email(), reason });

/** `POST /v1/types/{type}/stop`: everything of the type goes to people from the next decision on. */
export const stopTypeRoute: Route = {
  method: 'POST',
  path: '/v1/types/:type/stop',
  access: 'source',
  handle: async ({ world, source, params, body }) => {
    const read = readShape(stopSchema, body);
    if (!read.ok) return read.error;
    const stopped = await stopForSource(world, source, params.type ?? '', read.value.reason);
    return stopped.ok ? { status: 200, body: shown(stopped.value) } : problemOf(stopped.error);
  },
};

/** `POST /v1/types/{type}/start`: runs by itself again, in the name of a person who may say so. */
export const startTypeRoute: Route = {
  method: 'POST',
  path: '/v1/types/:type/start',
  access: 'source',
  handle: async ({ world, source, params, body }) => {
    const read = readShape(startSchema, body);
    if (!read.ok) return read.error;
    const type = params.type ?? '';
    const started = await startForSource(world, source, type, read.value);
    if (!started.ok) return problemOf(started.error);
    return { status: 200, body: started.value === null ? { type, stopped: false } : shown(started.value) };
  },
};

const shown = ({ type, by, at, reason: why, started_by, started_at }: Stop): Record<string, unknown> => ({
  type,
  stopped: started_at === null,
  by,
  at: iso(at),
  reason: why,
  ...(started_at === null ? {} : { started_by, started_at: iso(started_at) }),
});
