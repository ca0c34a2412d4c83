import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World } from '../ports.ts';
import type { RequestKey } from './request-key.ts';

/**
 * Claims a key for a request whose parts have keys of their own. The same request may claim it again, since its parts
 * answer as they did; another one may not.
 */
export const claimKey = async (
  world: World,
  source: Source,
  request: RequestKey,
): Promise<Result<undefined, IntakeProblem>> => {
  const row = {
    source: source.name,
    ...request,
    decision_id: null,
    answer: { status: 200 },
    created_at: world.clock.now(),
  };
  const committed = await world.store.commit([{ insert: 'idempotency_keys', row }]);
  if (committed.ok) return ok(undefined);
  const known = await world.store.findIdempotencyKey(source.name, request.key);
  return known?.request_digest === request.request_digest
    ? ok(undefined)
    : err({ code: 'key_reused', key: request.key });
};
