import {
  rationaleOf,
  readVerdictModal,
  verdictErrors,
  verdictModal,
  verdictRules,
} from '../../blocks/verdict-modal.ts';
import { CALLBACKS, optionOf, VERDICT_ACTION } from '../../blocks/wire.ts';
import { giveVerdict } from '../../src/usecases/give-verdict.ts';
import type { Conversation } from './desk.ts';
import { noteAnswer } from './note-answer.ts';
import { answerOnCase, formOf, openOnCase, withPlace } from './press-on-case.ts';
import { afterVerdict } from './reveal.ts';
import { outdated, refused, submittedForm, writtenDown } from './submitted-form.ts';

/** A verdict: the button of an option, the form that asks why, the answer. */
export const verdict: Conversation = {
  name: 'verdict',
  actions: [
    {
      id: VERDICT_ACTION,
      handle: async (desk, press) => {
        const on = await answerOnCase(desk, press);
        if (on === undefined) return;
        const option = on.view.options.find(({ id }) => id === optionOf(press.actionId));
        if (option === undefined) return press.tell('This answer is no longer possible; the policy changed.');
        const view = verdictModal(on.view, option, formOf(desk, press, on));
        await openOnCase(desk, press, on, withPlace(view, on, { option: option.id }));
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.verdict,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, view } = read.value;
        const option = view.options.find(({ id }) => id === form.option);
        if (option === undefined) return outdated();
        const input = readVerdictModal(submission.values);
        const errors = verdictErrors(input, verdictRules(view, option));
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const given = await giveVerdict(desk.world, kase.review, submission.asker, {
          shown: form,
          option: option.id,
          reason_code: input.reason_code ?? '',
          rationale: rationaleOf(input, view),
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
