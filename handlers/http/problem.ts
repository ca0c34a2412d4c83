import type { FieldProblem, IntakeProblem } from '../../src/core/decision/intake-problem.ts';
import { unreachable } from '../../src/core/result.ts';

/** An answer of the API. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

type Kind = keyof typeof KINDS;

/** Every way in which the API says no: its HTTP status and title. The key is the stable end of its `type`. */
const KINDS = {
  malformed: [400, 'The body cannot be read'],
  'bad-query': [400, 'The query cannot be read'],
  unauthenticated: [401, 'Authentication failed'],
  'type-not-allowed': [403, 'This source may not submit this decision type'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'key-reused': [409, 'The idempotency key was used for something else'],
  'already-resolved': [409, 'The decision is already resolved'],
  'nothing-awaited': [409, 'Nothing is awaited'],
  'type-gone': [409, 'The policy has no such decisions any more'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  'validation-failed': [422, 'The request has problems'],
  'internal-error': [500, 'Something went wrong on our side'],
  unavailable: [503, 'Not available right now'],
} as const satisfies Record<string, readonly [number, string]>;

type More = { errors?: FieldProblem[]; headers?: Record<string, string> };

/** An RFC 9457 problem (https://www.rfc-editor.org/rfc/rfc9457). `detail` says what to do. */
export const problem = (kind: Kind, detail: string, { errors, headers = {} }: More = {}): Answer => {
  const [status, title] = KINDS[kind];
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: { type: `/problems/${kind}`, title, status, detail, ...(errors === undefined ? {} : { errors }) },
  };
};

/** The one place that turns refusals of a source's request into answers. */
export const problemOf = (refused: IntakeProblem): Answer => {
  switch (refused.code) {
    case 'unknown_decision':
      return problem('not-found', 'This source has no decision with that id.');
    case 'type_not_allowed':
      return problem(
        'type-not-allowed',
        `The policy lets this source submit ${refused.allowed.join(', ') || 'nothing'}, not ${refused.type}.`,
      );
    case 'invalid': {
      const count = refused.problems.length;
      return problem(
        'validation-failed',
        count === 1 ? 'One problem is listed under errors.' : `${count} problems are listed under errors.`,
        {
          errors: refused.problems,
        },
      );
    }
    case 'key_reused':
      return problem(
        'key-reused',
        'The same key came with another body or path before; use a new key for a new request.',
      );
    case 'already_resolved':
      return problem(
        'already-resolved',
        `It ended as ${refused.disposition ?? 'resolved'}; read it with GET.`,
      );
    case 'nothing_awaited':
      return problem('nothing-awaited', refused.detail);
    case 'type_gone':
      return problem(
        'type-gone',
        `The policy has no ${refused.type} any more, so this waits until it is back. It can be cancelled meanwhile.`,
      );
    case 'people_unknown':
      return problem('unavailable', 'Slack does not say at the moment who may do this; send it again.', {
        headers: { 'retry-after': '30' },
      });
    case 'busy':
      return problem('unavailable', 'Several changes of this came at once; send the same request again.', {
        headers: { 'retry-after': '1' },
      });
    default:
      return unreachable(refused);
  }
};
