import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { World, Write } from '../ports.ts';
import type { RequestKey } from './request-key.ts';

/** What is told about a request that changed a decision: where the decision stood then. */
export type Acknowledged = { status: number; body: { id: string; revision: number; status: string } };

/**
 * Runs a change of a decision once for each key: the same key gets the same answer, also when both came at once;
 * with another body or path it is refused. `run` commits the writes given to it together with its own.
 */
export const once = async (
  world: World,
  source: Source,
  request: RequestKey | undefined,
  decisionId: string,
  answer: { status: number },
  run: (remember: Write[]) => Promise<Result<{ revision: number; status: string }, IntakeProblem>>,
): Promise<Result<Acknowledged, IntakeProblem>> => {
  const before = await recall(world, source, request);
  if (before !== undefined) return before;
  const done = await run(request === undefined ? [] : [keyOf(world, source, request, decisionId, answer)]);
  if (done.ok) return ok({ ...answer, body: { id: decisionId, ...done.value } });
  return (await recall(world, source, request)) ?? done;
};

const keyOf = (
  world: World,
  source: Source,
  request: RequestKey,
  decision_id: string,
  answer: { status: number },
): Write => ({
  insert: 'idempotency_keys',
  row: { source: source.name, ...request, decision_id, answer, created_at: world.clock.now() },
});

const recall = async (
  world: World,
  source: Source,
  request: RequestKey | undefined,
): Promise<Result<Acknowledged, IntakeProblem> | undefined> => {
  const known = request && (await world.store.findIdempotencyKey(source.name, request.key));
  if (known === undefined || request === undefined) return undefined;
  if (known.request_digest !== request.request_digest) return err({ code: 'key_reused', key: request.key });
  const decision = known.decision_id === null ? undefined : await world.store.findDecision(known.decision_id);
  if (decision === undefined) return undefined;
  const { id, revision, status } = decision;
  return ok({ status: known.answer.status, body: { id, revision, status } });
};
