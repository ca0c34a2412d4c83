import type { InputBlock, KnownBlock } from '@slack/types';
import type { Values } from '../src/core/decision/decision.ts';
import type { Facts } from '../src/core/decision/submission.ts';
import type { FactDefinition } from '../src/core/policy/policy.ts';
import type { CardView, FactView, WaitingView } from '../src/core/review/card-view.ts';
import { factInputs } from './fact-input.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { readFactInputs } from './modify-modal.ts';
import { context, type Modal, quote, rich, section } from './pieces.ts';
import { VALUE } from './reason-inputs.ts';
import { moment, outside, personName, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** Block id of the answer in words. */
export const ANSWER_NOTE = 'note';
/** Room for the question, the note and what is said about them. */
const MOST_FACTS = LIMITS.blocksPerView - 10;

/** The form to answer a question from within Slack: the facts that were asked for, filled with what stands, and a note. */
export const answerInfoModal = (
  view: Pick<CardView, 'title' | 'external_id' | 'raised_by'>,
  waiting: WaitingView,
  form: Omit<Form, 'option'>,
): Modal => {
  const { inputs, left } = factInputs(waiting.asked.map(asEmpty), MOST_FACTS);
  const hidden = waiting.asked.filter(({ masked, missing }) => masked && !missing);
  return {
    type: 'modal',
    callback_id: CALLBACKS.answer_info,
    private_metadata: encodeForm({ ...form, request_id: waiting.request_id }),
    title: plain(modalTitle('Answer on', { external_id: view.external_id ?? 'it' }), LIMITS.modalTitle),
    submit: plain('Send answer', LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(`*${outside(view.title, 200)}*`),
      context(`${outside(personName(waiting.by), 80)} asked (${moment(waiting.since)})`),
      rich(quote(waiting.question, LIMITS.richText)),
      ...inputs.map((input): InputBlock => ({ ...input, optional: true })),
      ...asides(hidden, left),
      {
        type: 'input',
        block_id: ANSWER_NOTE,
        optional: inputs.length > 0,
        label: plain('Your answer', LIMITS.inputLabel),
        hint: plain(
          `Whoever decides reads this${view.raised_by === null ? ', and so does the system that submitted it' : ''}.`,
          LIMITS.inputHint,
        ),
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

/** What stands stays hidden from somebody without the role to see it; they can still give a value. */
const asEmpty = (fact: FactView): FactView => {
  if (!fact.masked) return fact;
  const { value: _, ...rest } = fact;
  return { ...rest, masked: false, missing: true };
};

const asides = (hidden: FactView[], left: FactView[]): KnownBlock[] => {
  const names = (facts: FactView[]): string =>
    facts
      .slice(0, 10)
      .map(({ label }) => outside(label, 40))
      .join(', ');
  return [
    ...(hidden.length === 0
      ? []
      : [context(`${names(hidden)}: what stands is not shown here. Leave it empty to keep it.`)]),
    ...(left.length === 0
      ? []
      : [context(`Too long or too many to fill in here: ${names(left)}. Write about them in your answer.`)]),
  ];
};

export type AnswerInput = { note: string; values: Values; problems: Record<string, string> };

/**
 * Reads the submitted form; `problems` are by block id. Tolerates anything.
 * @param asked the facts that were asked for: inputs for any others are ignored
 * @param facts as they stood when the form was opened: what was left as it was changes nothing
 */
export const readAnswerInfoModal = (
  stateValues: unknown,
  asked: FactDefinition[],
  facts: Facts,
): AnswerInput => ({
  note: read(stateValues, ANSWER_NOTE).text.slice(0, LIMITS.inputValue),
  ...readFactInputs(stateValues, asked, facts),
});

/** What is wrong, by block id; an answer needs a note or a changed fact. */
export const answerErrors = ({ note, values, problems }: AnswerInput): Record<string, string> => ({
  ...problems,
  ...(note === '' && Object.keys(values).length === 0 && Object.keys(problems).length === 0
    ? { [ANSWER_NOTE]: 'Write an answer, or change one of the facts.' }
    : {}),
});
