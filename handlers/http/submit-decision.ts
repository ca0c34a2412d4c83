import { submissionSchema } from '../../src/core/decision/submission.ts';
import { submitDecision } from '../../src/usecases/submit-decision.ts';
import { problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';
import { showSubmitted } from './show-submitted.ts';

/** `POST /v1/decisions`: a source raises its hand. */
export const submitDecisionRoute: Route = {
  method: 'POST',
  path: '/v1/decisions',
  access: 'source',
  handle: async ({ world, source, body, request }) => {
    const read = readShape(submissionSchema, body);
    if (!read.ok) return read.error;
    const submitted = await submitDecision(world, source, read.value, request);
    return submitted.ok ? showSubmitted(world, submitted.value) : problemOf(submitted.error);
  },
};
