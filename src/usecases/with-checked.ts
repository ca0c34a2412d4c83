import { lookUpChecked } from '../core/policy/checked-like.ts';
import type { Case } from '../core/review/case.ts';
import { shownRecommendation } from '../core/review/rationale.ts';
import type { World } from '../ports.ts';

/**
 * Adds how often the AI was right in checked cases that were scored like this one, for whoever is about to answer it. An
 * audit is to be a look of its own, and what is over is judged by nobody any more: for these nothing is read.
 */
export const withChecked = async <C extends Case>(world: World, kase: C): Promise<C> => {
  const { decision, revision } = kase;
  const type = world.policies.current().types[decision.type];
  if (type === undefined || decision.status !== 'pending' || shownRecommendation(revision) === undefined)
    return kase;
  const { queue, shadow } = decision;
  const looked = lookUpChecked({ type, submission: revision.body, queue, shadow });
  if (looked === undefined) return kase;
  return { ...kase, checked: looked.told(await world.store.sumTallies(looked.queries)) };
};
