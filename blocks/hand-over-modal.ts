import type { CardView } from '../src/core/review/card-view.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { noteInput, personInput } from './person-input.ts';
import { context, type Modal, section } from './pieces.ts';
import { INPUTS } from './reason-inputs.ts';
import { moment, outside, personLink, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

export type HandOver = { to: string; note: string };

/**
 * The form to give a decision to somebody else.
 * @param again what was filled in, and why it is asked once more (ready mrkdwn)
 */
export const handOverModal = (
  view: CardView,
  deciders: readonly string[],
  form: Omit<Form, 'option'>,
  again?: HandOver & { because: string },
): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.hand_over,
  private_metadata: encodeForm(form),
  title: plain(modalTitle('Hand over', view), LIMITS.modalTitle),
  submit: plain(again === undefined ? 'Hand over' : 'Hand over anyway', LIMITS.modalButton),
  close: plain('Cancel', LIMITS.modalButton),
  blocks: [
    section(`*${outside(view.question, 300)}*`),
    ...(again === undefined ? [] : [section(`⚠️ ${again.because}`)]),
    context(whoHasIt(view)),
    personInput('To whom', { roles: deciders, ...(again === undefined ? {} : { chosen: again.to }) }),
    noteInput('Note', {
      hint: 'What they should know. It stands in the thread of the card.',
      ...(again === undefined ? {} : { text: again.note }),
    }),
  ],
});

const whoHasIt = ({ assignee }: CardView): string => {
  if (assignee === null) return 'Nobody has it now.';
  return assignee.yours
    ? `You have it since ${moment(assignee.since)}.`
    : `${personLink(assignee)} has it since ${moment(assignee.since)}.`;
};

/** Reads the submitted form. Tolerates anything. */
export const readHandOverModal = (stateValues: unknown): HandOver => ({
  to: read(stateValues, INPUTS.person).text.slice(0, 100),
  note: read(stateValues, INPUTS.rationale).text.slice(0, LIMITS.inputValue),
});

/** What is missing, by block id. */
export const handOverErrors = ({ to }: HandOver): Record<string, string> =>
  to === '' ? { [INPUTS.person]: 'Choose somebody.' } : {};
