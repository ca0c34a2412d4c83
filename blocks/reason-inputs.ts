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
} as const;
/** Every input's element is called the same; its block says what it is. */
export const VALUE = 'value';

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

export const tagsInput = (): KnownBlock => ({
  type: 'input',
  block_id: INPUTS.tags,
  label: plain('Tags', LIMITS.inputLabel),
  optional: true,
  element: { type: 'checkboxes', action_id: VALUE, options: choices(TAGS, LIMITS.choiceOptions) },
});
