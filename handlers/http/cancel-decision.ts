import { z } from 'zod';
import { ok } from '../../src/core/result.ts';
import { cancelDecision } from '../../src/usecases/cancel-decision.ts';
import { once } from '../../src/usecases/recall.ts';
import { problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';

const schema = z.strictObject({ reason: z.string().trim().min(1).max(3000) });

/** `POST /v1/decisions/{id}/cancel`: the source withdraws what is not resolved yet. */
export const cancelDecisionRoute: Route = {
  method: 'POST',
  path: '/v1/decisions/:id/cancel',
  access: 'source',
  handle: async ({ world, source, params, body, request }) => {
    const read = readShape(schema, body);
    if (!read.ok) return read.error;
    const id = params.id ?? '';
    const answer = await once(world, source, request, id, { status: 200 }, async (remember) => {
      const cancelled = await cancelDecision(world, source, id, read.value.reason, remember);
      return cancelled.ok
        ? ok({ revision: cancelled.value.decision.revision, status: 'resolved' })
        : cancelled;
    });
    return answer.ok ? answer.value : problemOf(answer.error);
  },
};
