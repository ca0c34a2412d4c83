import { z } from 'zod';
import { moneySchema } from '../../src/core/decision/submission.ts';
import { REMEDIES } from '../../src/core/review/miss.ts';
import { once } from '../../src/usecases/recall.ts';
import { recordOutcome } from '../../src/usecases/record-outcome.ts';
import { problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';

const schema = z.strictObject({
  correct: z.string().min(1).max(300),
  kind: z.enum(['downstream_error', 'customer_incident', 'audit_finding', 'confirmed']).optional(),
  severity: z.enum(['low', 'medium', 'high']).optional(),
  loss: moneySchema.optional(),
  /** What the source did about it. */
  remedy: z.enum(REMEDIES).optional(),
  detected_by: z.string().max(300).optional(),
  observed_at: z.iso.datetime({ offset: true }),
  note: z.string().max(20_000).optional(),
});

/** `POST /v1/decisions/{id}/outcome`: what turned out to be true, as often as the source learns more. */
export const recordOutcomeRoute: Route = {
  method: 'POST',
  path: '/v1/decisions/:id/outcome',
  access: 'source',
  handle: async ({ world, source, params, body, request }) => {
    const read = readShape(schema, body);
    if (!read.ok) return read.error;
    const id = params.id ?? '';
    const answer = await once(world, source, request, id, { status: 201 }, (remember) =>
      recordOutcome(world, source, id, read.value, remember),
    );
    return answer.ok ? answer.value : problemOf(answer.error);
  },
};
