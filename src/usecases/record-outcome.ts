import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Outcome, World, Write } from '../ports.ts';
import { ownDecision } from './own-decision.ts';
import { recordEvents } from './record-events.ts';

/** Keeps a later truth about a decision, as often as the source learns one. */
export const recordOutcome = async (
  world: World,
  source: Source,
  decisionId: string,
  body: { correct: string } & Record<string, unknown>,
  remember: Write[] = [],
): Promise<Result<{ revision: number; status: string }, IntakeProblem>> => {
  const own = await ownDecision(world, source, decisionId);
  if (!own.ok) return own;
  const options = world.policies.current().types[own.value.type]?.options.map(({ id }) => id);
  if (options !== undefined && !options.includes(body.correct)) {
    const message = `"${body.correct}" is not an option of ${own.value.type}; it has ${options.join(', ')}`;
    return err({ code: 'invalid', problems: [{ path: 'correct', message }] });
  }
  const now = world.clock.now();
  const before = await world.store.findOutcomes(decisionId);
  const outcome: Outcome = {
    id: world.ids.next('out'),
    decision_id: decisionId,
    seq: before.length + 1,
    body,
    created_at: now,
  };
  const event = {
    type: 'outcome_recorded',
    at: now,
    actor: { kind: 'source', id: source.name },
    data: { outcome_id: outcome.id, correct: body.correct },
  } as const;
  const committed = await world.store.commit([
    ...remember,
    { insert: 'outcomes', row: outcome },
    ...recordEvents(decisionId, [event], world.salt),
    { update: 'decisions', where: { id: decisionId }, set: { updated_at: now } },
  ]);
  return committed.ok
    ? ok({ revision: own.value.revision, status: own.value.status })
    : err({ code: 'busy' });
};
