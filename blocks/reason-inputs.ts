import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { OTHER_REASON, type ReasonCode } from '../src/core/policy/policy.ts';
import { LIMITS } from './limits.ts';
import { plain } from './text.ts';

/** Block ids of the inputs that forms share; errors are shown under them. Each holds one element, `value`. */
export const INPUTS = {
  reason: 'reason',
  convinced_by: 'convinced_by',
  rationale: 'rationale',
  correct_option: 'correct_option',
  answer: 'answer',
  tags: 'tags',
  missing: 'missing_on_card',
  person: 'person',
} as const;
/** Block id of a field that a role writes down; labels are at most 75 characters. */
export const documentBlockId = (label: string): string => `document:${label}`.slice(0, LIMITS.blockId);
/** Every input's element is called the same; its block says what it is. */
export const VALUE = 'value';

/** Five a role, and whoever holds more roles than a few still has to see the button at the end. */
const MOST_DOCUMENTED = 20;

/** What a person can mark an answer with. */
export const TAGS = [
  { id: 'train_on_this', label: 'Train on this' },
  { id: 'policy_issue', label: 'Policy issue' },
  { id: 'teaching_example', label: 'Teaching example' },
] as const;

/** An option whose value is kept whole: one too long to be sent is left out, since cut it would mean another. */
export const choices = (items: readonly { id: string; label: string }[], most: number): PlainTextOption[] =>
  items
    .filter(({ id }) => id.length > 0 && id.length <= LIMITS.optionValue)
    .slice(0, most)
    .map(({ id, label }) => ({ text: plain(label, LIMITS.optionText), value: id }));

/** One of several, nothing chosen beforehand: buttons side by side while they are few, a list when they are many. */
export const pickOne = (
  block_id: string,
  label: string,
  items: readonly { id: string; label: string }[],
  chosen?: string,
): InputBlock => {
  const few = items.length <= LIMITS.choiceOptions;
  const options = choices(items, few ? LIMITS.choiceOptions : LIMITS.selectOptions);
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id,
    label: plain(label, LIMITS.inputLabel),
    element: {
      type: few ? 'radio_buttons' : 'static_select',
      action_id: VALUE,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
};

/** Why the person answers so. *Other* stays last even where a list is cut. */
export const reasonInput = (reasons: ReasonCode[]): InputBlock => {
  const named = reasons.filter(({ id }) => id !== OTHER_REASON.id);
  return pickOne(INPUTS.reason, 'Reason', [...named.slice(0, LIMITS.selectOptions - 1), OTHER_REASON]);
};

/** The person's own words. Not enforced by the form where only *Other* asks for them: that is checked on submit. */
export const explainInput = (
  required: boolean,
  source: string,
  when = 'Needed only when the reason is Other.',
): InputBlock => ({
  type: 'input',
  block_id: INPUTS.rationale,
  label: plain('Explain', LIMITS.inputLabel),
  hint: plain(
    `${required ? 'A sentence is enough.' : when} Reviewers and ${source} will read it.`,
    LIMITS.inputHint,
  ),
  optional: !required,
  element: { type: 'plain_text_input', action_id: VALUE, multiline: true, max_length: LIMITS.inputValue },
});

/** What the person's role writes down beside the answer. */
export const documentInputs = (labels: readonly string[]): KnownBlock[] =>
  labels.slice(0, MOST_DOCUMENTED).map((label) => ({
    type: 'input',
    block_id: documentBlockId(label),
    label: plain(label, LIMITS.inputLabel),
    hint: plain('Your role documents this with each answer.', LIMITS.inputHint),
    element: { type: 'plain_text_input', action_id: VALUE, max_length: LIMITS.inputValue },
  }));

/** Asked on one card in twenty-five. */
export const missingInput = (isAsked: boolean): KnownBlock[] =>
  isAsked
    ? [
        {
          type: 'input',
          block_id: INPUTS.missing,
          label: plain('Was anything missing on this card?', LIMITS.inputLabel),
          hint: plain(
            'Asked now and then, for those who look after the cards. It is no part of your answer.',
            LIMITS.inputHint,
          ),
          optional: true,
          element: {
            type: 'plain_text_input',
            action_id: VALUE,
            multiline: true,
            max_length: LIMITS.inputValue,
          },
        },
      ]
    : [];

export const tagsInput = (): KnownBlock => ({
  type: 'input',
  block_id: INPUTS.tags,
  label: plain('Tags', LIMITS.inputLabel),
  optional: true,
  element: { type: 'checkboxes', action_id: VALUE, options: choices(TAGS, LIMITS.choiceOptions) },
});
