import { canonical } from '../core/decision/canonical.ts';
import type { Decision } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Submission } from '../core/decision/submission.ts';
import type { Source } from '../core/policy/policy.ts';
import { ok, type Result } from '../core/result.ts';
import type { World } from '../ports.ts';
import { keyRow, type RequestKey, repeated, type Submitted } from './request-key.ts';
import { reviseDecision } from './revise-decision.ts';

type Resubmission = { source: Source; submission: Submission; request: RequestKey | undefined };

/**
 * The same external id again while its decision is open: identical, it is answered with the revision that stands;
 * changed, it becomes the next revision. `try_again` when the decision changed meanwhile.
 */
export const resubmit = async (
  world: World,
  live: Decision,
  { source, submission, request }: Resubmission,
): Promise<Result<Submitted, IntakeProblem> | 'try_again'> => {
  const revision = await world.store.findRevision(live.id, live.revision);
  if (revision === undefined) return 'try_again';
  if (canonical(revision.body) === canonical(submission)) {
    const standing = { decision: live, revision };
    if (request === undefined) return ok(standing);
    const committed = await world.store.commit([keyRow(source, request, standing, world.clock.now())]);
    return committed.ok ? ok(standing) : repeated(world, source, request);
  }
  const revised = await reviseDecision(world, live.id, {
    source,
    body: submission,
    because: 'resubmitted',
    ...(request === undefined ? {} : { request }),
  });
  return !revised.ok && revised.error.code === 'already_resolved' ? 'try_again' : revised;
};
