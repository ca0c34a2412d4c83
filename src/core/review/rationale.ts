import type { Revision } from '../decision/decision.ts';
import type { Recommendation } from '../decision/submission.ts';
import type { Route } from '../policy/route-result.ts';

type Answer = {
  route: Route;
  /** Whoever answers has not seen what was recommended. */
  hidden?: boolean;
  recommended: string | undefined;
  option: string;
  modified: boolean;
};

/** Whether an answer differs from what the AI recommended; false where nothing was recommended. */
export const overrides = ({
  recommended,
  option,
  modified,
}: Pick<Answer, 'recommended' | 'option' | 'modified'>): boolean =>
  recommended !== undefined && (modified || recommended !== option);

/**
 * Whether an answer needs a text of its own. Overrides always explain themselves; so do answers on levels where a
 * person decides, and agreements from medium consequence on. An agreement of low consequence names the fact that
 * convinced instead, so that agreeing is never an empty tap. An answer before the recommendation is seen always explains
 * itself: asking more of some than of others would tell what was recommended, and how surely.
 */
export const rationaleRule = (answer: Answer): 'required' | 'convincing_fact' => {
  const { route, hidden = false } = answer;
  if (hidden) return 'required';
  if (overrides(answer) || answer.modified) return 'required';
  if (route.level === 'human_decides' || route.level === 'human_only') return 'required';
  return route.consequence === 'low' ? 'convincing_fact' : 'required';
};

/** The recommendation as people may see it: none where only a human decides, even if a source sent one. */
export const shownRecommendation = ({ body, route }: Revision): Recommendation | undefined =>
  route.level === 'human_only' ? undefined : body.recommendation;
