import type { CardView } from '../src/core/review/card-view.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { hearer } from './origin.ts';
import { noteInput } from './person-input.ts';
import { type Modal, section } from './pieces.ts';
import { INPUTS, TAGS, tagsInput } from './reason-inputs.ts';
import { outside, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** The form to leave something with a decision for whoever looks at it next. */
export const noteModal = (view: CardView, form: Omit<Form, 'option'>): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.note,
  private_metadata: encodeForm(form),
  title: plain(modalTitle('Note on', { external_id: view.external_id ?? 'it' }), LIMITS.modalTitle),
  submit: plain('Add note', LIMITS.modalButton),
  close: plain('Cancel', LIMITS.modalButton),
  blocks: [
    section(`*${outside(view.question, 300)}*`),
    noteInput('Note', {
      hint: `Colleagues read it in the thread of the card and under Full context. ${hearer(view)} is not told.`,
    }),
    tagsInput(),
  ],
});

export type NoteInput = { text: string; tags: string[] };

/** Reads the submitted form. Tolerates anything; unknown tags are dropped. */
export const readNoteModal = (stateValues: unknown): NoteInput => ({
  text: read(stateValues, INPUTS.rationale).text.slice(0, LIMITS.inputValue),
  tags: read(stateValues, INPUTS.tags).many.filter((tag) => TAGS.some(({ id }) => id === tag)),
});

/** A note says something, or marks something. */
export const noteErrors = ({ text, tags }: NoteInput): Record<string, string> =>
  text === '' && tags.length === 0 ? { [INPUTS.rationale]: 'Write a note, or choose a tag.' } : {};
