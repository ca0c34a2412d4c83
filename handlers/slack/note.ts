import { fullContextModal, pageOfTab } from '../../blocks/full-context-modal.ts';
import { noteErrors, noteModal, readNoteModal } from '../../blocks/note-modal.ts';
import { ACTIONS, CALLBACKS, decodeForm } from '../../blocks/wire.ts';
import { note } from '../../src/usecases/note.ts';
import type { Conversation } from './desk.ts';
import { viewOf } from './full-context.ts';
import { refused, submittedForm } from './submitted-form.ts';

/** A note from the full context: its form takes the place of what is open, and what is open comes back with the note. */
export const noteConversation: Conversation = {
  name: 'note',
  actions: [
    {
      id: ACTIONS.add_note,
      handle: async (desk, press) => {
        const form = decodeForm(press.view?.private_metadata);
        if (form === undefined) return;
        const shown = await viewOf(desk, form.review_id, press.asker);
        if (typeof shown === 'string') return press.tell(shown);
        await press.redraw(noteModal(shown.view, form));
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.note,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase } = read.value;
        const input = readNoteModal(submission.values);
        const errors = noteErrors(input);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const left = await note(desk.world, kase.review, submission.asker, input);
        if (!left.ok) return refused(left.error, read.value, { unanswered: true });
        const shown = await viewOf(desk, form.review_id, submission.asker);
        if (typeof shown === 'string') return { kind: 'close' };
        const page = pageOfTab(shown.view, 'people');
        return {
          kind: 'replace',
          view: fullContextModal(shown.view, { ...form, page }, 'full_context', shown.may),
        };
      },
    },
  ],
};
