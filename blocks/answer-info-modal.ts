import type { InputBlock } from '@slack/types';
import type { Values } from '../src/core/decision/decision.ts';
import type { Facts } from '../src/core/decision/submission.ts';
import type { FactDefinition } from '../src/core/policy/policy.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import { factInputs } from './fact-input.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { readFactInputs } from './modify-modal.ts';
import { context, type Modal, quote, rich } from './pieces.ts';
import { VALUE } from './reason-inputs.ts';
import { moment, outside, personLink, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

const NOTE = 'note';

/** The form to answer a question from within Slack: a note, and the facts that were asked for. */
export const answerInfoModal = (view: CardView, form: Omit<Form, 'option'>): Modal => {
  const { waiting } = view;
  const asked = view.facts.filter(({ label }) => waiting?.facts.includes(label));
  return {
    type: 'modal',
    callback_id: CALLBACKS.answer_info,
    private_metadata: encodeForm(form),
    title: plain(modalTitle('Answer on', { external_id: view.external_id ?? 'it' }), LIMITS.modalTitle),
    submit: plain('Send answer', LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      ...(waiting === null
        ? []
        : [
            context(
              `${personLink(waiting.by)} asked (${moment(waiting.since)}) about ${outside(view.title, 200)}`,
            ),
            rich(quote(waiting.question, LIMITS.richText)),
          ]),
      ...factInputs(asked, 50).inputs.map((input): InputBlock => ({ ...input, optional: true })),
      {
        type: 'input',
        block_id: NOTE,
        optional: asked.length > 0,
        label: plain('Your answer', LIMITS.inputLabel),
        element: {
          type: 'plain_text_input',
          action_id: VALUE,
          multiline: true,
          max_length: LIMITS.inputValue,
        },
      },
    ],
  };
};

export type AnswerInput = { note: string; values: Values; problems: Record<string, string> };

/** Reads the submitted form; `problems` are by block id. Tolerates anything. */
export const readAnswerInfoModal = (
  stateValues: unknown,
  definitions: FactDefinition[],
  facts: Facts,
): AnswerInput => ({
  note: read(stateValues, NOTE).text.slice(0, LIMITS.inputValue),
  ...readFactInputs(stateValues, definitions, facts),
});

/** What is wrong, by block id; an answer needs a note or a changed fact. */
export const answerErrors = ({ note, values, problems }: AnswerInput): Record<string, string> => ({
  ...problems,
  ...(note === '' && Object.keys(values).length === 0
    ? { [NOTE]: 'Write an answer, or fill in one of the facts.' }
    : {}),
});
