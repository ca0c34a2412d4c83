import type { Person } from '../core/actor.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import { answerOf } from '../core/review/blind.ts';
import { whyNever } from '../core/review/why-not-now.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { whoAsks } from './who-asks.ts';
import { whoIsThere } from './who-is-there.ts';

/**
 * Whether a case can be given to somebody: their roles are asked of Slack now, and whether they are there.
 * @param anyway they may be away: whoever gives it knows
 */
export const mayBeGiven = async (
  world: World,
  kase: ReviewCase,
  type: DecisionType,
  personId: string,
  anyway: boolean,
): Promise<Result<Person, Refusal>> => {
  const queue = world.policies.current().queues[kase.decision.queue];
  const [standing, there] = await Promise.all([
    whoAsks(world, { id: personId }),
    whoIsThere(world, [personId], queue?.calendar),
  ]);
  if (standing === undefined) return err({ code: 'cannot_check_authority' });
  const refusal = whyNever(kase.review, { ...kase, type }, standing);
  if (refusal !== undefined)
    return err({
      code: 'cannot_be_given',
      to: standing.by,
      because: refusal.code === 'own_request' || refusal.code === 'decided_before' ? refusal.code : 'role',
      roles: type.deciders,
    });
  if (answerOf(kase.review, personId) !== undefined)
    return err({ code: 'cannot_be_given', to: standing.by, because: 'answered', roles: [] });
  const found = there.get(personId);
  if (found?.there === false && !anyway)
    return err({ code: 'away', who: standing.by, because: found.because, until: found.until });
  return ok(standing.by);
};
