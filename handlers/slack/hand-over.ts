import { handOverErrors, handOverModal, readHandOverModal } from '../../blocks/hand-over-modal.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { CALLBACKS } from '../../blocks/wire.ts';
import { handOver } from '../../src/usecases/hand-over.ts';
import type { Conversation } from './desk.ts';
import { menuOnCase } from './menu-on-case.ts';
import { formOf } from './press-on-case.ts';
import { refused, submittedForm } from './submitted-form.ts';

/** Hand over: to whom, and what they should know. */
export const handOverConversation: Conversation = {
  name: 'hand-over',
  menu: [
    {
      item: 'hand_over',
      handle: async (desk, press) => {
        const on = await menuOnCase(desk, press);
        if (on === undefined) return;
        const view = handOverModal(on.view, on.type.deciders, formOf(desk, press, on));
        await press.open(view);
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.hand_over,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, type, view } = read.value;
        const input = readHandOverModal(submission.values);
        const errors = handOverErrors(input);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const anyway = form.warned === input.to;
        const given = await handOver(desk.world, kase, type, submission.asker, { ...input, anyway });
        if (given.ok) return { kind: 'close' };
        if (given.error.code !== 'away') return refused(given.error, read.value, { unanswered: true });
        const because = refusalNotice(given.error).text;
        const warned = { ...form, warned: input.to };
        return {
          kind: 'replace',
          view: handOverModal(view, type.deciders, warned, { ...input, because }),
        };
      },
    },
  ],
};
