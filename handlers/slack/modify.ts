import { modifyErrors, modifyModal, readModifyModal } from '../../blocks/modify-modal.ts';
import { VALUE } from '../../blocks/reason-inputs.ts';
import { ACTIONS, CALLBACKS } from '../../blocks/wire.ts';
import { giveVerdict } from '../../src/usecases/give-verdict.ts';
import type { Conversation } from './desk.ts';
import { listChanges, withChanges } from './list-changes.ts';
import { noteAnswer } from './note-answer.ts';
import { answerOnCase, formOf, openOnCase, withPlace } from './press-on-case.ts';
import { afterVerdict } from './reveal.ts';
import { outdated, refused, submittedForm, writtenDown } from './submitted-form.ts';

/** A modification: approved, with other values. */
export const modify: Conversation = {
  name: 'modify',
  actions: [
    {
      id: ACTIONS.modify,
      handle: async (desk, press) => {
        const on = await answerOnCase(desk, press);
        if (on === undefined) return;
        if (on.view.modify === null)
          return press.tell('Nothing about this can be modified; the policy changed.');
        const view = modifyModal(on.view, formOf(desk, press, on));
        const answer = { option: on.view.modify.option };
        await openOnCase(desk, press, on, withPlace(view, on, answer, true));
      },
    },
    { id: VALUE, handle: listChanges },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.modify,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, view, type } = read.value;
        if (view.modify === null) return outdated();
        const input = readModifyModal(submission.values, type.facts, kase.revision.body.facts);
        const errors = modifyErrors(input, view);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        // What is sent is what was listed. Where no list followed what was typed, the form itself shows it.
        if (form.listed !== undefined) {
          const { asker, values } = submission;
          const listed = await withChanges(desk, asker, form, values, true);
          if (listed !== undefined) return { kind: 'replace', view: listed };
        }
        const given = await giveVerdict(desk.world, kase.review, submission.asker, {
          shown: form,
          option: view.modify.option,
          values: input.values,
          reason_code: input.reason_code ?? '',
          rationale: input.rationale,
          tags: input.tags,
          ...writtenDown(input),
          form_open_ms: Math.max(0, desk.wallNow() - form.opened_at),
        });
        if (!given.ok) return refused(given.error, read.value);
        noteAnswer(desk, submission.asker, read.value, given.value);
        return afterVerdict(desk, read.value, given.value);
      },
    },
  ],
};
