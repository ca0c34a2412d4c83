import type { Decision } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Remedy } from '../core/review/miss.ts';
import type { Outcome, World, Write } from '../ports.ts';
import { redrawCards } from './card-surfaces.ts';
import { keepTruth } from './keep-statistics.ts';
import { ownDecision } from './own-decision.ts';
import { recordEvents } from './record-events.ts';
import { remedyWrites } from './record-remedy.ts';

const ATTEMPTS = 3;

/** Keeps a later truth about a decision, as often as the source learns one. */
export const recordOutcome = async (
  world: World,
  source: Source,
  decisionId: string,
  body: { correct: string; remedy?: Remedy | undefined } & Record<string, unknown>,
  remember: Write[] = [],
): Promise<Result<{ revision: number; status: string }, IntakeProblem>> => {
  const own = await ownDecision(world, source, decisionId);
  if (!own.ok) return own;
  const options = world.policies.current().types[own.value.type]?.options.map(({ id }) => id);
  if (options !== undefined && !options.includes(body.correct)) {
    const message = `"${body.correct}" is not an option of ${own.value.type}; it has ${options.join(', ')}`;
    return err({ code: 'invalid', problems: [{ path: 'correct', message }] });
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await world.store.findOutcomes(decisionId);
    const committed = await world.store.commit([
      ...remember,
      ...keptOutcome(world, source, own.value, { seq: known.length + 1, body }),
      ...(await foundOut(world, decisionId, body.correct)),
      ...(await remedied(world, source, decisionId, body.remedy)),
    ]);
    if (committed.ok && body.remedy !== undefined) world.wakeUps.wake('cards', decisionId);
    if (committed.ok) return ok({ revision: own.value.revision, status: own.value.status });
    // Another outcome of the same decision came first, or an audit.
    if (committed.table !== 'outcomes' && committed.table !== 'decisions') break;
  }
  return err({ code: 'busy' });
};

/** What the source says that it did about it: shown where an audit found it wrong. */
const remedied = async (
  world: World,
  { name }: Source,
  decisionId: string,
  remedy: Remedy | undefined,
): Promise<Write[]> =>
  remedy === undefined
    ? []
    : [
        ...(await remedyWrites(world, decisionId, remedy, { kind: 'source', id: name })),
        ...redrawCards(world, decisionId),
      ];

const keptOutcome = (
  world: World,
  source: Source,
  decision: Decision,
  { seq, body }: Pick<Outcome, 'seq' | 'body'>,
): Write[] => {
  const now = world.clock.now();
  const { id: decision_id } = decision;
  const outcome: Outcome = { id: world.ids.next('out'), decision_id, seq, body, created_at: now };
  const event = {
    type: 'outcome_recorded',
    at: now,
    actor: { kind: 'source', id: source.name },
    data: { outcome_id: outcome.id, correct: body['correct'] },
  } as const;
  return [
    { insert: 'outcomes', row: outcome },
    ...recordEvents(decision_id, [event], world.salt),
    { update: 'decisions', where: { id: decision_id }, set: { updated_at: now } },
  ];
};

/** What the outcome changes of the running counts, by what is held true of the decision now. */
const foundOut = async (world: World, decisionId: string, correct: string): Promise<Write[]> => {
  const decision = await world.store.findDecision(decisionId);
  const revision = decision && (await world.store.findRevision(decisionId, decision.revision));
  if (decision === undefined || revision === undefined) return [];
  return keepTruth({ decision, revision, type: world.policies.current().types[decision.type] }, correct);
};
