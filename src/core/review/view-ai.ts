import { formatFact } from '../decision/facts.ts';
import type { Submission } from '../decision/submission.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Audience, CardView, RecommendationView } from './card-view.ts';
import type { Case } from './case.ts';
import { shownRecommendation } from './rationale.ts';
import { checkedView } from './view-checked.ts';
import { isMasked } from './view-facts.ts';

const labelOf = (type: DecisionType, option: string): string =>
  type.options.find(({ id }) => id === option)?.label ?? option;

type Scrub = (text: string) => string;

/** What the AI would do; null where this may not be shown or nothing was recommended. */
export const recommendationView = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  scrub: Scrub,
): RecommendationView | null => {
  const { revision, previous } = kase;
  const shown = shownRecommendation(revision);
  if (shown === undefined) return null;
  const { calibrated, used, band } = revision.route.confidence;
  const before = previous?.body.recommendation;
  const changed =
    before !== undefined && (before.option !== shown.option || before.confidence !== shown.confidence);
  const model = [shown.model, shown.model_version].filter((part) => part !== undefined).join(' ');
  return {
    option: shown.option,
    label: labelOf(type, shown.option),
    confidence: {
      own: shown.confidence,
      ...(calibrated === undefined ? {} : { calibrated }),
      ...(used === undefined ? {} : { used }),
      ...(band === undefined ? {} : { band }),
    },
    checked: checkedView(kase),
    ...(shown.rationale === undefined ? {} : { rationale: scrub(shown.rationale) }),
    ...(model === '' ? {} : { model }),
    values: type.facts.flatMap((definition) => {
      const value = shown.values?.[definition.name];
      if (value === undefined || isMasked(definition, type, audience)) return [];
      return [{ label: definition.label, text: formatFact(definition, value) }];
    }),
    ...(changed ? { changed: { label: labelOf(type, before.option), own: before.confidence } } : {}),
  };
};

export const alternatives = (
  { recommendation }: Submission,
  type: DecisionType,
  scrub: Scrub,
): CardView['alternatives'] =>
  (recommendation?.alternatives ?? []).map(({ option, confidence, why_lower }) => ({
    label: labelOf(type, option),
    ...(confidence === undefined ? {} : { own: confidence }),
    ...(why_lower === undefined ? {} : { why_lower: scrub(why_lower) }),
  }));

export const opinions = ({ signals }: Submission, type: DecisionType): CardView['opinions'] =>
  (signals?.opinions ?? []).map(({ method, option, confidence }) => ({
    method,
    label: labelOf(type, option),
    ...(confidence === undefined ? {} : { own: confidence }),
  }));
