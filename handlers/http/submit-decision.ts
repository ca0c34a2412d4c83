import { checkSubmission } from '../../src/core/decision/check-submission.ts';
import type { FieldProblem } from '../../src/core/decision/intake-problem.ts';
import { submissionSchema } from '../../src/core/decision/submission.ts';
import type { Policy, Source } from '../../src/core/policy/policy.ts';
import { submitDecision } from '../../src/usecases/submit-decision.ts';
import { type Answer, problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Route } from './route.ts';
import { showSubmitted } from './show-submitted.ts';

type Problem = { errors?: FieldProblem[] };

/**
 * A body of the wrong shape may hold more that is wrong: what is left without the fields that were named is checked
 * against its type too, so that every problem is told at once.
 */
const withDeeperProblems = (answer: Answer, body: unknown, policy: Policy, source: Source): Answer => {
  const { errors = [] } = answer.body as Problem;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return answer;
  const named = new Set(errors.map(({ path }) => path.split('.')[0]));
  const rest = Object.fromEntries(Object.entries(body).filter(([field]) => !named.has(field)));
  const read = submissionSchema.safeParse({ title: 'untitled', ...rest });
  const type = read.success ? policy.types[read.data.type] : undefined;
  if (!read.success || type === undefined) return answer;
  const deeper = checkSubmission(read.data, type, source).filter(
    ({ path }) => !named.has(path.split('.')[0] ?? ''),
  );
  return deeper.length === 0 ? answer : problemOf({ code: 'invalid', problems: [...errors, ...deeper] });
};

/** `POST /v1/decisions`: a source raises its hand. */
export const submitDecisionRoute: Route = {
  method: 'POST',
  path: '/v1/decisions',
  access: 'source',
  handle: async ({ world, source, body, request }) => {
    const read = readShape(submissionSchema, body);
    if (!read.ok) return withDeeperProblems(read.error, body, world.policies.current(), source);
    const submitted = await submitDecision(world, source, read.value, request);
    return submitted.ok ? showSubmitted(world, submitted.value) : problemOf(submitted.error);
  },
};
