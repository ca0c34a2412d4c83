import { z } from 'zod';
import { type Answer, problemOf } from '../handlers/http/problem.ts';
import { readShape } from '../handlers/http/read-shape.ts';
import { checkSubmission } from './core/decision/check-submission.ts';
import type { FieldProblem, IntakeProblem } from './core/decision/intake-problem.ts';
import { type Submission, submissionSchema } from './core/decision/submission.ts';
import type { DecisionType, Policy, Source } from './core/policy/policy.ts';
import { err, ok, type Result } from './core/result.ts';

/** What the API would answer to a submission that it refuses. */
export type Refused = { status: number; title: string; errors: FieldProblem[] };

type Taken = { submission: Submission; type: DecisionType; source: Source };

/**
 * Whether the API would take this body, from this source or, without one, from the first that may submit the type.
 * The API's own checks, so that a submission is refused here in the words in which it would be refused there.
 */
export const trySubmission = (
  body: unknown,
  policy: Policy,
  from: Source | undefined,
): Result<Taken, Refused> => {
  const shaped = readShape(submissionSchema, body);
  if (!shaped.ok) return err(refusedBy(shaped.error));
  const submission = shaped.value;
  const no = (problem: IntakeProblem) => err(refusedBy(problemOf(problem)));
  const type = policy.types[submission.type];
  if (type === undefined) {
    const message = `there is no decision type "${submission.type}" in the policy; it has ${Object.keys(policy.types).join(', ')}`;
    return no({ code: 'invalid', problems: [{ path: 'type', message }] });
  }
  const source = from ?? firstSource(policy, type.name);
  if (!source.types.includes(type.name))
    return no({ code: 'type_not_allowed', type: type.name, allowed: source.types });
  const problems = checkSubmission(submission, type, source);
  return problems.length > 0 ? no({ code: 'invalid', problems }) : ok({ submission, type, source });
};

/** Where the policy names no source for the type yet, as while it is being written, one without rights stands in. */
const firstSource = (policy: Policy, type: string): Source =>
  Object.values(policy.sources).find(({ types, kind }) => kind === 'system' && types.includes(type)) ?? {
    name: 'nobody',
    kind: 'system',
    secret_envs: [],
    auth: 'any',
    types: [type],
    enabled: true,
    callback: { hosts: [] },
    mode: 'live',
  };

const problemBody = z.object({
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const refusedBy = (answer: Answer): Refused => ({
  status: answer.status,
  title: problemBody.parse(answer.body).title,
  errors: problemsOf(answer),
});

/** The problems that an answer of the API lists; its sentence where it lists none. */
export const problemsOf = ({ body }: Answer): FieldProblem[] => {
  const { detail, errors } = problemBody.parse(body);
  return errors ?? [{ path: '', message: detail }];
};
