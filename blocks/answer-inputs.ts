import type { InputBlock, StaticSelect } from '@slack/types';
import type { Values } from '../src/core/decision/decision.ts';
import type { Facts } from '../src/core/decision/submission.ts';
import { type FactDefinition, OTHER_REASON, type ReasonCode } from '../src/core/policy/policy.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { readFactInputs } from './modify-modal.ts';
import { submitWords } from './modify-words.ts';
import { INPUTS, pickOne, VALUE } from './reason-inputs.ts';
import { plain } from './text.ts';
import { readVerdictModal, type VerdictInput } from './verdict-modal.ts';

/** One answer of a form that holds them all; `modify` is the answer with other values. */
export type Choice = { key: string; label: string; reasons: ReasonCode[] };
export const MODIFY = 'modify';

type Answerable = Pick<CardView, 'options' | 'modify' | 'facts'>;

/** Every answer that the view allows. */
export const choicesOf = (view: Answerable): Choice[] => [
  ...view.options.map(({ id, label, reasons }) => ({ key: id, label, reasons })),
  ...(view.modify === null ? [] : [{ key: MODIFY, label: submitWords(view), reasons: view.modify.reasons }]),
];

/** Which answer. Nothing is chosen beforehand. */
export const answerInput = (view: Answerable, label: string): InputBlock =>
  pickOne(
    INPUTS.answer,
    label,
    choicesOf(view).map(({ key, label: words }) => ({ id: key, label: words })),
  );

/** Why: the reasons stand under the answer that they belong to. Nothing is chosen beforehand. */
export const reasonByAnswer = (view: Answerable): InputBlock => ({
  type: 'input',
  block_id: INPUTS.reason,
  label: plain('Reason', LIMITS.inputLabel),
  element: { type: 'static_select', action_id: VALUE, option_groups: groupsOf(choicesOf(view)) },
});

type OptionGroup = NonNullable<StaticSelect['option_groups']>[number];

/** All reasons together, in characters of JSON: a view holds 250 KB, and a character is up to 3 bytes. */
const ROOM = 20_000;
/** So many reasons of an answer, at most; fewer where a policy has so many long ones that no form would hold them. */
const MOST_REASONS = [30, 10, 5, 2, 0];

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
const groupsOf = (choices: Choice[]): OptionGroup[] => {
  const drafts = MOST_REASONS.map((most) =>
    choices.slice(0, LIMITS.optionGroups).map(({ key, label, reasons }) => ({
      label: plain(label, LIMITS.optionText),
      options: listed(key, reasons, most).map(({ id, label: words }) => ({
        text: plain(words, LIMITS.optionText),
        value: reasonValue(key, id),
      })),
    })),
  );
  return drafts.find((draft) => JSON.stringify(draft).length <= ROOM) ?? drafts.at(-1) ?? [];
};

/** *Other* stays last even where a list is cut; a reason whose value would be cut is left out, since it would mean another. */
const listed = (key: string, reasons: ReasonCode[], most: number): ReasonCode[] => [
  ...reasons
    .filter(({ id }) => id !== OTHER_REASON.id && reasonValue(key, id).length <= LIMITS.optionValue)
    .slice(0, most),
  OTHER_REASON,
];

/** The same reason can stand under several answers, and values of one list must differ. */
const reasonValue = (key: string, reason: string): string => `${key}/${reason}`;

export type AnswerInput = Omit<VerdictInput, 'convinced_by'> & {
  /** The chosen answer, when it is one of the form's. */
  choice?: Choice;
  /** Facts that differ from what stands. */
  values: Values;
  /** By block id: what does not fit. */
  problems: Record<string, string>;
};

/** Reads the submitted form. Tolerates anything; a reason of another answer reads as none. */
export const readAnswer = (
  stateValues: unknown,
  view: Answerable,
  definitions: FactDefinition[],
  facts: Facts,
): AnswerInput => {
  const { rationale, tags } = readVerdictModal(stateValues);
  const key = read(stateValues, INPUTS.answer).text;
  const choice = choicesOf(view).find((one) => one.key === key);
  const picked = read(stateValues, INPUTS.reason).text;
  const reason = choice?.reasons.find(({ id }) => reasonValue(choice.key, id) === picked);
  return {
    ...(choice === undefined ? {} : { choice }),
    ...(reason === undefined ? {} : { reason_code: reason.id }),
    rationale,
    tags,
    ...readFactInputs(
      stateValues,
      definitions.filter(({ modifiable }) => modifiable),
      facts,
    ),
  };
};

/** What is wrong or missing, by block id; empty when the form can be taken. `explains`: whether this answer needs a text. */
export const answerErrors = (
  { choice, reason_code, rationale, values, problems }: AnswerInput,
  explains: (choice: Choice) => boolean,
): Record<string, string> => {
  if (choice === undefined) return { [INPUTS.answer]: 'Choose an answer.' };
  const errors: Record<string, string> = {};
  const isChanged = Object.keys(values).length > 0 || Object.keys(problems).length > 0;
  if (choice.key === MODIFY) Object.assign(errors, problems);
  if (choice.key === MODIFY && !isChanged)
    errors[INPUTS.answer] = 'No value was changed. Change one below, or choose another answer.';
  if (choice.key !== MODIFY && isChanged)
    errors[INPUTS.answer] =
      'Values were changed below. Choose the answer with changes, or set them back as they were.';
  if (reason_code === undefined)
    errors[INPUTS.reason] = `Choose a reason that stands under “${choice.label}”.`;
  if (rationale === '' && (explains(choice) || reason_code === OTHER_REASON.id))
    errors[INPUTS.rationale] = 'Say why: a sentence is enough.';
  return errors;
};

/** The option that an answer means, with its values where it changes any. */
export const meantBy = (
  { choice, values }: Pick<AnswerInput, 'choice' | 'values'>,
  { modify }: Pick<CardView, 'modify'>,
): { option: string; values?: Values } =>
  choice?.key === MODIFY ? { option: modify?.option ?? '', values } : { option: choice?.key ?? '' };
