import { z } from 'zod';
import { submissionSchema } from '../../src/core/decision/submission.ts';
import { ok } from '../../src/core/result.ts';
import { answerInfo } from '../../src/usecases/answer-info.ts';
import { once } from '../../src/usecases/recall.ts';
import { problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';

const { facts, attachments } = submissionSchema.shape;
const schema = z
  .strictObject({
    request_id: z.string().max(100).optional(),
    note: z.string().trim().min(1).max(20_000).optional(),
    facts: facts.unwrap().optional(),
    attachments,
  })
  .refine(
    (answer) => answer.note !== undefined || answer.facts !== undefined || answer.attachments !== undefined,
    {
      message: 'needs facts, a note or attachments',
    },
  );

/** `POST /v1/decisions/{id}/info`: the source answers a question. */
export const answerInfoRoute: Route = {
  method: 'POST',
  path: '/v1/decisions/:id/info',
  access: 'source',
  handle: async ({ world, source, params, body, request }) => {
    const read = readShape(schema, body);
    if (!read.ok) return read.error;
    const id = params.id ?? '';
    const answer = await once(world, source, request, id, { status: 200 }, async (remember) => {
      const answered = await answerInfo(world, source, id, read.value, remember);
      if (!answered.ok) return answered;
      const { revision, status } = answered.value.decision;
      return ok({ revision, status });
    });
    return answer.ok ? answer.value : problemOf(answer.error);
  },
};
