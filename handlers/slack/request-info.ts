import { infoErrors, infoModal, readInfoModal } from '../../blocks/info-modal.ts';
import { noticeModal } from '../../blocks/notice-modal.ts';
import { ACTIONS, CALLBACKS } from '../../blocks/wire.ts';
import { requestInfo } from '../../src/usecases/request-info.ts';
import type { Conversation } from './desk.ts';
import { formOf, openOnCase, pressOnCase } from './press-on-case.ts';
import { refused, submittedForm } from './submitted-form.ts';

const NOBODY_RAISED =
  'Slack does not say who raised this, so nobody can be asked. Nothing was sent; it can still be answered as it is.';

/** A question to the source, to the person who submitted it, or both; the card waits for the answer. */
export const requestInfoConversation: Conversation = {
  name: 'request-info',
  actions: [
    {
      id: ACTIONS.request_info,
      handle: async (desk, press) => {
        const on = await pressOnCase(desk, press);
        if (on === undefined) return;
        const view = infoModal(on.view, formOf(desk, press, on));
        await openOnCase(desk, press, on, view);
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.info,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, type, view } = read.value;
        const input = readInfoModal(submission.values);
        const errors = infoErrors(input, desk.world.clock.now());
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const known = new Set(type.facts.map(({ name }) => name));
        const asked = await requestInfo(desk.world, kase.review, submission.asker, {
          shown: form,
          ...input,
          facts: input.facts.filter((fact) => known.has(fact)),
        });
        if (asked.ok) return { kind: 'close' };
        // Their form asks nobody else: there is no input to say it under.
        return asked.error.code === 'nobody_to_ask' && view.raised_by !== null
          ? { kind: 'replace', view: noticeModal(NOBODY_RAISED) }
          : refused(asked.error, read.value);
      },
    },
  ],
};
