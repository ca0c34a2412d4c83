import { escalateErrors, escalateModal, readEscalateModal } from '../../blocks/escalate-modal.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { CALLBACKS } from '../../blocks/wire.ts';
import { escalationTargets } from '../../src/core/review/escalation-targets.ts';
import { escalate } from '../../src/usecases/escalate.ts';
import type { Conversation, Desk } from './desk.ts';
import { menuOnCase } from './menu-on-case.ts';
import { formOf, type OnCase } from './press-on-case.ts';
import { outdated, refused, submittedForm } from './submitted-form.ts';

/** Where it can go from where it is now, by the policy in force. */
const offerOf = ({ world }: Desk, { kase, type }: Pick<OnCase, 'kase' | 'type'>) => ({
  targets: escalationTargets(world.policies.current(), type, kase.decision.queue),
  deciders: type.deciders,
});

/** Escalate: where to, and why. */
export const escalateConversation: Conversation = {
  name: 'escalate',
  menu: [
    {
      item: 'escalate',
      handle: async (desk, press) => {
        const on = await menuOnCase(desk, press);
        if (on === undefined) return;
        const view = escalateModal(on.view, offerOf(desk, on), formOf(desk, press, on));
        await press.open(view);
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.escalate,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, type, view } = read.value;
        const offer = offerOf(desk, read.value);
        const input = readEscalateModal(submission.values);
        const errors = escalateErrors(input, offer.targets);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const to =
          input.person === '' ? offer.targets.find(({ id }) => id === input.where) : { person: input.person };
        if (to === undefined) return outdated();
        const chosen = input.person === '' ? input.where : input.person;
        const wish = { to, note: input.note, anyway: form.warned === chosen };
        const asked = await escalate(desk.world, kase, type, submission.asker, wish);
        if (asked.ok) return { kind: 'close' };
        if (asked.error.code !== 'away') return refused(asked.error, read.value, { unanswered: true });
        const because = refusalNotice(asked.error).text;
        const again = { ...input, because };
        return { kind: 'replace', view: escalateModal(view, offer, { ...form, warned: chosen }, again) };
      },
    },
  ],
};
