import type { InputBlock, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { AskedOf } from '../src/core/review/review.ts';
import type { Instant } from '../src/core/time.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { choices, pickOne, VALUE } from './reason-inputs.ts';
import { line, outside, personName, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** Block ids of the form. */
export const INFO_INPUTS = { to: 'to', question: 'question', facts: 'facts', due: 'due' } as const;

/** The form to ask for more: whom, the question, the facts it should answer, and by when. */
export const infoModal = (view: CardView, form: Omit<Form, 'option'>): Modal => {
  const facts = view.askable.facts.map(({ name, label, missing }) => ({
    id: name,
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
      ...whom(view),
      {
        type: 'input',
        block_id: INFO_INPUTS.question,
        label: plain('Your question', LIMITS.inputLabel),
        hint: plain(
          'Ask for what would settle it, such as a receipt or a date. Whoever gets it sees your name, the title and the facts chosen below.',
          LIMITS.inputHint,
        ),
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
        hint: plain(
          'Without an answer by then it can be decided again. Empty: it waits until somebody answers.',
          LIMITS.inputHint,
        ),
        element: { type: 'datetimepicker', action_id: VALUE },
      },
      context('The card waits, and its clock stands still, until the answer is here.'),
    ],
  };
};

/** A choice where there is one; where the person cannot be asked, why not. No system stands behind what a person raised. */
const whom = ({ askable, source, raised_by }: CardView): KnownBlock[] => {
  const { submitter } = askable;
  if (raised_by !== null) {
    const who = outside(personName(submitter ?? raised_by), 80);
    return [
      context(
        submitter === null
          ? `${who}, who raised this, cannot be asked now: Slack does not say who they are.`
          : `${who}, who raised this, gets the question in a message.`,
      ),
    ];
  }
  if (submitter === null)
    return [context(`${outside(source, 60)} gets the question. ${whyNotThem(askable)}`)];
  const name = line(submitter.name ?? submitter.id, 40);
  const ask: { id: AskedOf; label: string }[] = [
    { id: 'source', label: `${line(source, 40)}, the system that submitted it` },
    { id: 'submitter', label: `${name}, who asked for it` },
    { id: 'both', label: 'Both; the first answer counts' },
  ];
  return [pickOne(INFO_INPUTS.to, 'Whom do you ask?', ask, 'source')];
};

const whyNotThem = ({ why_not, email }: CardView['askable']): string => {
  const who = outside(email ?? '', 100);
  if (why_not === 'unknown')
    return `The person who asked for this cannot be asked: Slack does not know ${who}.`;
  if (why_not === 'looking')
    return `The person who asked for this cannot be asked yet: Slack has not said who ${who} is.`;
  return 'The person who asked for this cannot be asked: the source did not say who it is.';
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

export type InfoInput = { to: AskedOf; question: string; facts: string[]; due_at: Instant | null };

const ASKED: readonly AskedOf[] = ['source', 'submitter', 'both'];

/** Reads the submitted form. Tolerates anything; whether the facts and the person exist is for the caller to check. */
export const readInfoModal = (stateValues: unknown): InfoInput => {
  const seconds = Number(read(stateValues, INFO_INPUTS.due).text || Number.NaN);
  const to = read(stateValues, INFO_INPUTS.to).text;
  return {
    to: ASKED.find((one) => one === to) ?? 'source',
    question: read(stateValues, INFO_INPUTS.question).text.slice(0, LIMITS.inputValue),
    facts: read(stateValues, INFO_INPUTS.facts).many,
    due_at: Number.isSafeInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1000 : null,
  };
};

/** What is missing or impossible, by block id; empty when the question can be asked. */
export const infoErrors = (
  { question, due_at }: Pick<InfoInput, 'question' | 'due_at'>,
  now: Instant,
): Record<string, string> => ({
  ...(question === '' ? { [INFO_INPUTS.question]: 'Write the question that you want answered.' } : {}),
  ...(due_at !== null && due_at <= now
    ? { [INFO_INPUTS.due]: 'This moment has passed; choose a later one or none.' }
    : {}),
});
