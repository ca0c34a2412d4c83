import { z } from 'zod';
import { contestDecision } from '../../src/usecases/contest-decision.ts';
import { once } from '../../src/usecases/recall.ts';
import { problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';

const schema = z.strictObject({
  by: z.string().trim().min(1).max(300),
  note: z.string().trim().min(1).max(20_000),
});

/** `POST /v1/decisions/{id}/contest`: the person concerned asks for a (different) human. */
export const contestDecisionRoute: Route = {
  method: 'POST',
  path: '/v1/decisions/:id/contest',
  access: 'source',
  handle: async ({ world, source, params, body, request }) => {
    const read = readShape(schema, body);
    if (!read.ok) return read.error;
    const id = params.id ?? '';
    const answer = await once(world, source, request, id, { status: 202 }, (remember) =>
      contestDecision(world, source, id, read.value, remember),
    );
    return answer.ok ? answer.value : problemOf(answer.error);
  },
};
