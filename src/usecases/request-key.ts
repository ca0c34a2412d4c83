import type { Decision, Revision } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import type { World, Write } from '../ports.ts';

/** A key that makes a request safe to repeat, and the digest of what came with it. */
export type RequestKey = { key: string; request_digest: string };

/** What a source is told about its submission: the decision, and the revision that answers it. */
export type Submitted = { decision: Decision; revision: Revision };

/** The row that remembers which decision a key was answered with. */
export const keyRow = (
  source: Source,
  request: RequestKey,
  { decision, revision }: Submitted,
  now: Instant,
): Write => ({
  insert: 'idempotency_keys',
  row: {
    source: source.name,
    ...request,
    decision_id: decision.id,
    answer: { status: decision.status === 'resolved' ? 200 : 202, revision: revision.revision },
    created_at: now,
  },
});

/** The first answer again for a key that is known; a conflict when something else came with it. */
export const repeated = async (
  world: World,
  source: Source,
  request: RequestKey,
): Promise<Result<Submitted, IntakeProblem>> => {
  const known = await world.store.findIdempotencyKey(source.name, request.key);
  if (known === undefined) return err({ code: 'busy' });
  if (known.request_digest !== request.request_digest) return err({ code: 'key_reused', key: request.key });
  if (known.decision_id === null) return err({ code: 'busy' });
  const [decision, revision] = await Promise.all([
    world.store.findDecision(known.decision_id),
    world.store.findRevision(known.decision_id, known.answer.revision ?? 1),
  ]);
  if (decision === undefined || revision === undefined) return err({ code: 'busy' });
  // As it stood when it was first answered, whatever happened since.
  const status = known.answer.status === 200 ? 'resolved' : 'pending';
  return ok({ decision: { ...decision, revision: revision.revision, status }, revision });
};
