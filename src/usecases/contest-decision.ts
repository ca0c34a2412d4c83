import type { Decision } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Case } from '../core/review/case.ts';
import type { Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { changeReview } from './change-review.ts';
import { intakeProblem } from './intake-refusal.ts';
import { openAudit } from './open-audit.ts';
import { ownDecision } from './own-decision.ts';
import { recordEvents } from './record-events.ts';

export type Contest = { by: string; note: string };

const ATTEMPTS = 3;

/**
 * The person concerned asks for a (different) human. What waits for a person goes on waiting, and the card says who
 * asks; what was decided is looked at again by somebody who has not answered it: in an audit that is open already, or
 * in one of its own.
 */
export const contestDecision = async (
  world: World,
  source: Source,
  decisionId: string,
  contest: Contest,
  remember: Write[] = [],
): Promise<Result<{ revision: number; status: string }, IntakeProblem>> => {
  const actor = { kind: 'source', id: source.name } as const;
  const command = { kind: 'contest', actor, ...contest } as const;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const own = await ownDecision(world, source, decisionId);
    if (!own.ok) return own;
    const { revision, status } = own.value;
    const refusal = whyNot(own.value);
    if (refusal !== undefined) return err(refusal);
    const onto = await reviewToJoin(world, own.value);
    if (onto !== undefined) {
      const plan = { commands: [command], writes: remember };
      const changed = await changeReview(world, decisionId, () => plan, onto.id);
      if (changed.ok) return ok({ revision, status });
      // Answered meanwhile: it needs another look.
      if (changed.error.code === 'already_decided') continue;
      return err(intakeProblem(changed.error));
    }
    const kase = await world.store.findCase(decisionId);
    if (kase === undefined) return err({ code: 'unknown_decision' });
    if (await openContest(world, kase, source, contest, remember)) return ok({ revision, status });
  }
  return err({ code: 'busy' });
};

const whyNot = ({ shadow, status, option }: Decision): IntakeProblem | undefined => {
  if (shadow)
    return { code: 'nothing_awaited', detail: 'This was only watched: the source decided it by itself.' };
  return status === 'resolved' && option === null
    ? {
        code: 'nothing_awaited',
        detail: 'This ended without an answer, so there is none to look at again. Submit it anew.',
      }
    : undefined;
};

/** The review that already waits for a person: the decision's own, or an audit that nobody has answered. */
const reviewToJoin = async (world: World, { id, status }: Decision): Promise<Review | undefined> =>
  (await world.store.findReviews(id)).findLast((review) =>
    status === 'pending' ? review.kind === 'review' : review.kind === 'audit' && review.status === 'open',
  );

/** Answers false when something else changed first, such as the request's key. */
const openContest = async (
  world: World,
  { decision, revision }: Case,
  { name }: Source,
  { by, note }: Contest,
  remember: Write[],
): Promise<boolean> => {
  const actor = { kind: 'source', id: name } as const;
  const now = world.clock.now();
  const { event, writes } = openAudit(world, decision, revision, { because: 'contest', actor });
  const contested = { type: 'contested', at: now, actor, data: { by, note } } as const;
  const committed = await world.store.commit([
    ...remember,
    ...writes,
    ...recordEvents(decision.id, [contested, event], world.salt),
    { update: 'decisions', where: { id: decision.id }, set: { updated_at: now } },
  ]);
  if (!committed.ok) return false;
  world.wakeUps.wake('cards', decision.id);
  world.wakeUps.changed(decision.id);
  return true;
};
