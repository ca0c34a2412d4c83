import type { Problem } from './contract.ts';

/**
 * The API said no: `status`, `title`, `detail` and `errors` are those of its problem details. Also thrown when
 * something else on the way answered (a proxy's HTML page): then `type` is `about:blank`.
 *
 * @example
 * try { await client.submit(decision) } catch (error) {
 *   if (error instanceof ProblemError && error.status === 422) console.error(error.errors);
 * }
 */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;
  /** How long the server asked to wait, in milliseconds; absent when it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem, retryAfterMs?: number) {
    const fields = problem.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
    super(
      `${problem.status} ${problem.title}: ${problem.detail}${fields === undefined ? '' : ` (${fields})`}`,
    );
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  get status(): number {
    return this.problem.status;
  }
  get title(): string {
    return this.problem.title;
  }
  get detail(): string {
    return this.problem.detail;
  }
  get errors(): NonNullable<Problem['errors']> {
    return this.problem.errors ?? [];
  }
}

/** Whether one item of a batch's answer is a problem: its `status` is an HTTP status, an accepted item's a word. */
export const isProblem = (value: { status: number | string }): value is Problem =>
  typeof value.status === 'number' && value.status >= 400;

/** The problem in an answer that is no success, whatever its body looks like. */
export const readProblem = (status: number, body: string): Problem => {
  const nothingKnown: Problem = {
    type: 'about:blank',
    title: `HTTP ${status}`,
    status,
    detail: body.trim() === '' ? 'The answer has no body.' : body.trim().slice(0, 500),
  };
  const parsed = parseJson(body);
  if (!isRecord(parsed)) return nothingKnown;
  const { type, title, detail, errors } = parsed;
  return {
    type: typeof type === 'string' ? type : nothingKnown.type,
    title: typeof title === 'string' ? title : nothingKnown.title,
    status,
    detail: typeof detail === 'string' ? detail : nothingKnown.detail,
    ...(Array.isArray(errors) && { errors: errors.filter(isFieldError) }),
  };
};

const isFieldError = (value: unknown): value is { path: string; message: string } =>
  isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
