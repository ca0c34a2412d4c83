import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { Asks } from '../core/review/asks.ts';
import { isBlind } from '../core/review/blind.ts';
import type { Given, Shown } from '../core/review/commands.ts';
import { rationaleRule, shownRecommendation } from '../core/review/rationale.ts';
import type { Review } from '../core/review/review.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { keptAsks, whatIsAsked } from './what-is-asked.ts';
import { whoAsks } from './who-asks.ts';

/** What somebody answers, to what they had on the screen. */
export type GivenVerdict = Given & { shown: Shown };

/** A person answers a review. Who may, is read from the directory now, not from what the card allowed. */
export const giveVerdict = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
  given: GivenVerdict,
): Promise<Result<ReviewCase, Refusal>> => {
  const known = await whoAsks(world, asker);
  if (known === undefined) return err({ code: 'cannot_check_authority' });
  const plan = (kase: ReviewCase): Plan => ({
    commands: [{ kind: 'give_verdict', ...known, ...given }],
    writes: keptAsks(world, decision_id, whatIsAsked(world, decision_id), met(kase, given)),
  });
  return changeReview(world, decision_id, plan, id);
};

/** Which of the lots this answer meets: whoever agrees on little is asked for a text by one of them. */
const met = ({ review, revision }: ReviewCase, { option, values }: GivenVerdict): (keyof Asks)[] => {
  if (review.kind === 'audit') return [];
  const hidden = isBlind(revision.route);
  const rule = rationaleRule({
    route: revision.route,
    hidden,
    recommended: hidden ? undefined : shownRecommendation(revision)?.option,
    option,
    modified: values !== undefined,
  });
  return rule === 'convincing_fact' ? ['agreement_text', 'missing_on_card'] : ['missing_on_card'];
};
