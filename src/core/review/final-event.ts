import type { DecisionEvent, Revision, Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { auditAnswered } from './audit.ts';
import { meaningOf } from './meaning.ts';
import { conclusionOf } from './quorum.ts';
import { shownRecommendation } from './rationale.ts';
import type { Review } from './review.ts';
import { personActor } from './verbs/verb.ts';
import type { Grounds } from './why-not-now.ts';

/** The event that the verdicts of a review end in once none can be undone any more. */
export const finalEvent = (review: Review, grounds: Grounds, now: Instant): DecisionEvent => {
  const verdict = conclusionOf(review.quorum, review.verdicts, grounds.type) ?? unclear(review);
  if (verdict === undefined) throw new Error(`review ${review.id} has come to no conclusion`);
  return review.kind === 'audit'
    ? auditAnswered(review, verdict, grounds, now)
    : resolved(verdict, grounds.revision, grounds.type, now);
};

/**
 * An answer from before it was kept what answers mean, whose option means something else by now: it had ended the review, so
 * it ends it still, and nothing is approved by what nobody can know to have been a yes.
 */
const unclear = ({ verdicts }: Review): Verdict | undefined => {
  const last = verdicts.at(-1);
  return last && { ...last, means: 'rejected' };
};

const resolved = (verdict: Verdict, revision: Revision, type: DecisionType, now: Instant): DecisionEvent => ({
  type: 'resolved',
  at: now,
  actor: personActor(verdict.by),
  data: endingOf(verdict, revision, type),
});

/** How a decision ends with an answer: its option, what that means, and whether it is what the AI recommended. */
export const endingOf = (
  answer: Pick<Verdict, 'option' | 'means' | 'values'>,
  revision: Revision,
  type: DecisionType,
): {
  option: string;
  disposition: Disposition;
  values: Verdict['values'] | null;
  overridden: boolean | null;
} => {
  const { option, values } = answer;
  const recommended = shownRecommendation(revision)?.option;
  const modified = values !== undefined;
  return {
    option,
    disposition: modified ? 'modified' : meaningOf(type, answer),
    values: values ?? null,
    // Where nothing was recommended there is nothing to override.
    overridden: recommended === undefined ? null : modified || recommended !== option,
  };
};
