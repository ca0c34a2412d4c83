import type { InputBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { Instant } from '../src/core/time.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { choices, VALUE } from './reason-inputs.ts';
import { line, outside, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** Block ids of the form. */
export const INFO_INPUTS = { question: 'question', facts: 'facts', due: 'due' } as const;

/** The form to ask the source for more: the question, the facts it should answer, and by when. */
export const infoModal = (view: CardView, form: Omit<Form, 'option'>): Modal => {
  const facts = view.facts.map(({ definition, label, missing }) => ({
    id: definition.name,
    label: missing ? `${line(label, 50)} (not given)` : line(label, 70),
  }));
  return {
    type: 'modal',
    callback_id: CALLBACKS.info,
    private_metadata: encodeForm(form),
    title: plain(modalTitle('Ask about', { external_id: view.external_id ?? 'it' }), LIMITS.modalTitle),
    submit: plain('Ask', LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(`*${outside(view.question, 300)}*`),
      context(
        `${outside(view.source, 60)} gets the question. The card waits, and says so, until the answer is here.`,
      ),
      {
        type: 'input',
        block_id: INFO_INPUTS.question,
        label: plain('Your question', LIMITS.inputLabel),
        hint: plain('Ask for what would settle it, such as a receipt or a date.', LIMITS.inputHint),
        element: {
          type: 'plain_text_input',
          action_id: VALUE,
          multiline: true,
          max_length: LIMITS.inputValue,
        },
      },
      ...factsInput(facts),
      {
        type: 'input',
        block_id: INFO_INPUTS.due,
        optional: true,
        label: plain('Answer wanted by', LIMITS.inputLabel),
        element: { type: 'datetimepicker', action_id: VALUE },
      },
    ],
  };
};

const factsInput = (facts: { id: string; label: string }[]): InputBlock[] => {
  const few = facts.length <= LIMITS.choiceOptions;
  const options = choices(facts, few ? LIMITS.choiceOptions : LIMITS.selectOptions);
  if (options.length === 0) return [];
  return [
    {
      type: 'input',
      block_id: INFO_INPUTS.facts,
      optional: true,
      label: plain('Which facts should the answer bring?', LIMITS.inputLabel),
      element: { type: few ? 'checkboxes' : 'multi_static_select', action_id: VALUE, options },
    },
  ];
};

export type InfoInput = { question: string; facts: string[]; due_at: Instant | null };

/** Reads the submitted form. Tolerates anything; whether the facts exist is for the caller to check. */
export const readInfoModal = (stateValues: unknown): InfoInput => {
  const seconds = Number(read(stateValues, INFO_INPUTS.due).text || Number.NaN);
  return {
    question: read(stateValues, INFO_INPUTS.question).text.slice(0, LIMITS.inputValue),
    facts: read(stateValues, INFO_INPUTS.facts).many,
    due_at: Number.isSafeInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1000 : null,
  };
};

/** What is missing or impossible, by block id; empty when the question can be asked. */
export const infoErrors = ({ question, due_at }: InfoInput, now: Instant): Record<string, string> => ({
  ...(question === '' ? { [INFO_INPUTS.question]: 'Write the question that you want answered.' } : {}),
  ...(due_at !== null && due_at <= now
    ? { [INFO_INPUTS.due]: 'This moment has passed; choose a later one or none.' }
    : {}),
});
