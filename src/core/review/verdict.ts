import type { Revision, Values } from '../decision/decision.ts';
import { checkFacts } from '../decision/facts.ts';
import type { DecisionType } from '../policy/policy.ts';
import { OTHER_REASON } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { rationaleRule, shownRecommendation } from './rationale.ts';

type Given = { option: string; values?: Values; reason_code: string; rationale: string };

/**
 * Checks an answer against its type: a known option, changed values that fit the facts, a reason of the list, a
 * text where one is asked for. Forms ask the same, but a form is a claim from outside.
 * @param it `hidden`: the recommendation has not been shown to whoever answers; `text`: a text is asked for by lot where
 * the convincing fact is enough else
 */
export const checkVerdict = (
  given: Given,
  revision: Revision,
  type: DecisionType,
  it: { hidden?: boolean; text?: boolean | undefined } = {},
): Result<{ option: string; values?: Values }, Refusal> => {
  const option = type.options.find(({ id }) => id === given.option);
  if (option === undefined) {
    return err({ code: 'unknown_option', option: given.option, options: type.options.map(({ id }) => id) });
  }
  const values = given.values === undefined ? undefined : changedValues(given.values, revision);
  if (values !== undefined) {
    if (!type.modify)
      return err({ code: 'unknown_option', option: 'modify', options: type.options.map(({ id }) => id) });
    if (Object.keys(values).length === 0) return err({ code: 'nothing_changed' });
    const problems = valueProblems(values, type);
    if (problems.length > 0) return err({ code: 'values_invalid', problems });
  }
  const reasons = [...(type.reasons[values === undefined ? option.id : 'modify'] ?? []), OTHER_REASON];
  if (!reasons.some(({ id }) => id === given.reason_code)) {
    return err({ code: 'unknown_reason', reason: given.reason_code });
  }
  const rule = rationaleRule({
    route: revision.route,
    hidden: it.hidden === true,
    recommended: it.hidden === true ? undefined : shownRecommendation(revision)?.option,
    option: option.id,
    modified: values !== undefined,
  });
  const needsText = rule === 'required' || it.text === true || given.reason_code === OTHER_REASON.id;
  if (needsText && given.rationale.trim() === '') return err({ code: 'rationale_required' });
  return ok({ option: option.id, ...(values === undefined ? {} : { values }) });
};

/** Only what differs from the facts that stand counts as a modification. */
const changedValues = (values: Values, { body }: Revision): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(body.facts[name]),
    ),
  );

const valueProblems = (values: Values, type: DecisionType): { fact: string; message: string }[] => {
  const locked = Object.keys(values)
    .filter((name) => !type.facts.some((fact) => fact.name === name && fact.modifiable))
    .map((fact) => ({ fact, message: 'cannot be modified' }));
  const wrong = checkFacts(type, values).problems.map(({ path, message }) => ({
    fact: path.replace(/^facts\./, ''),
    message,
  }));
  return [...locked, ...wrong];
};
