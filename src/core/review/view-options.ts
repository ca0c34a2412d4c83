import type { DecisionType } from '../policy/policy.ts';
import type { Audience, CardView, OptionView } from './card-view.ts';
import type { Case } from './case.ts';
import { overrides, rationaleRule, shownRecommendation } from './rationale.ts';
import { fillPlaces, isMasked } from './view-facts.ts';
import { reasonsFor } from './view-story.ts';

/**
 * What can be answered, and what each answer asks for.
 * @param isHidden whether nothing may tell what was recommended, not even what an answer asks for
 */
export const optionViews = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  isHidden: boolean,
): OptionView[] => {
  const { revision, asks } = kase;
  const { route } = revision;
  const recommended = isHidden ? undefined : shownRecommendation(revision)?.option;
  return type.options.map(({ confirm, ...option }) => {
    const answer = { route, hidden: isHidden, recommended, option: option.id, modified: false };
    return {
      ...option,
      overrides: recommended === undefined ? null : overrides(answer),
      reasons: reasonsFor(type, option.id),
      asks: rationaleRule(answer),
      text_by_lot: asks?.agreement_text === true && rationaleRule(answer) === 'convincing_fact',
      ...(confirm === undefined ? {} : { confirm: fillPlaces(confirm, kase, type, audience, isHidden) }),
    };
  });
};

/** Changing values approves the changed thing: by the option recommended when that approves, else the first that does. */
export const modifyView = (
  { revision }: Case,
  type: DecisionType,
  audience: Audience,
  isHidden: boolean,
): CardView['modify'] => {
  const approving = type.options.filter(({ disposition }) => disposition === 'approved');
  const recommended = isHidden ? undefined : shownRecommendation(revision)?.option;
  const option = approving.find(({ id }) => id === recommended) ?? approving[0];
  const anything = type.facts.some((fact) => fact.modifiable && !isMasked(fact, type, audience));
  if (!type.modify || option === undefined || !anything) return null;
  return { option: option.id, reasons: reasonsFor(type, 'modify') };
};
