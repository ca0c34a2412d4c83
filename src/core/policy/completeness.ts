import { factProblem } from '../decision/fact-problem.ts';
import { factOf } from '../decision/facts.ts';
import type { Facts, Submission } from '../decision/submission.ts';
import { flag } from './flags.ts';
import type { DecisionType } from './policy.ts';
import { demand, note, type RouteDraft } from './route-draft.ts';
import { joined, quoted } from './wording.ts';

/**
 * Step 1. Keeps the facts that can be used and says which cannot. A required fact that is missing or broken leaves the
 * decision to a person, as does a recommendation that is absent or names no option.
 */
export const weighCompleteness = (draft: RouteDraft): void => {
  const { type, submission } = draft.input;
  const { facts, missing, unusable } = usableFacts(type, submission);
  draft.facts = facts;

  if (missing.length > 0) flag(draft, 'missing_fact', `Missing: ${joined(missing)}`);
  if (unusable.length > 0) flag(draft, 'unusable_fact', `Not usable as submitted: ${joined(unusable)}`);
  if (missing.length > 0 || unusable.length > 0) demand(draft, 'human_decides');
  checkRecommendation(draft);

  const gaps = [
    ...missing.map((name) => `${name} is missing`),
    ...unusable.map((name) => `${name} cannot be used`),
  ];
  note(
    draft,
    'completeness',
    gaps.length === 0 ? 'Every required fact is there' : joined(gaps),
    draft.atLeast === 'human_decides' ? 'A person decides, with the gap shown' : 'Nothing to add',
  );
};

/** The facts of a submission that the type defines and that can be used; labels of those that are missing or cannot be. */
export const usableFacts = (
  type: DecisionType,
  submission: Submission,
): { facts: Facts; missing: string[]; unusable: string[] } => {
  const missing: string[] = [];
  const unusable: string[] = [];
  const facts: Facts = {};
  for (const definition of type.facts) {
    const value = factOf(submission.facts, definition.name);
    if (value === undefined) {
      if (definition.required) missing.push(definition.label);
    } else if (factProblem(definition, value) === undefined) facts[definition.name] = value;
    else unusable.push(definition.label);
  }
  return { facts, missing, unusable };
};

const checkRecommendation = (draft: RouteDraft): void => {
  const { type, submission } = draft.input;
  if (type.human_only) return;
  const option = submission.recommendation?.option;
  if (option === undefined) {
    flag(draft, 'no_recommendation', 'The AI recommends nothing');
    demand(draft, 'human_decides');
  } else if (!type.options.some(({ id }) => id === option)) {
    flag(draft, 'unknown_option', `The AI recommends "${quoted(option)}", which is not an option here`);
    demand(draft, 'human_decides');
  }
};
