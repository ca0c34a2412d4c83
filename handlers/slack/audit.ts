import { auditErrors, auditModal, readAuditModal } from '../../blocks/audit-modal.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { rationaleOf } from '../../blocks/verdict-modal.ts';
import { ACTIONS, CALLBACKS } from '../../blocks/wire.ts';
import { giveVerdict } from '../../src/usecases/give-verdict.ts';
import type { Conversation, Desk, Press, Submission, SubmissionAnswer } from './desk.ts';
import { formOf, openOnCase, pressOnCase } from './press-on-case.ts';
import { outdated, refused, submittedForm } from './submitted-form.ts';

const ask = async (desk: Desk, press: Press, right: boolean): Promise<void> => {
  const on = await pressOnCase(desk, press);
  if (on === undefined) return;
  const { audit } = on.view;
  if (audit === null) return press.tell(refusalNotice({ code: 'nothing_awaited' }).text);
  const view = auditModal({ ...on.view, audit }, right, formOf(desk, press, on));
  await openOnCase(desk, press, on, view);
};

const take = async (desk: Desk, submission: Submission, right: boolean): Promise<SubmissionAnswer> => {
  const read = await submittedForm(desk, submission);
  if (!read.ok) return read.error;
  const { form, kase, view } = read.value;
  const { audit } = view;
  if (audit === null) return outdated();
  const input = readAuditModal(submission.values);
  const errors = auditErrors(input, { ...view, audit }, right);
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const given = await giveVerdict(desk.world, kase.review, submission.asker, {
    shown: form,
    option: right ? audit.done.option : (input.correct_option ?? ''),
    reason_code: input.reason_code ?? '',
    rationale: rationaleOf(input, view),
    tags: input.tags,
    form_open_ms: Math.max(0, desk.wallNow() - form.opened_at),
  });
  return given.ok ? { kind: 'close' } : refused(given.error, read.value);
};

/** An audit: it was right, or it was wrong and something else would have been right; why. */
export const audit: Conversation = {
  name: 'audit',
  actions: [
    { id: ACTIONS.audit_right, handle: (desk, press) => ask(desk, press, true) },
    { id: ACTIONS.audit_wrong, handle: (desk, press) => ask(desk, press, false) },
  ],
  submissions: [
    { callbackId: CALLBACKS.audit_right, handle: (desk, sent) => take(desk, sent, true) },
    { callbackId: CALLBACKS.audit_wrong, handle: (desk, sent) => take(desk, sent, false) },
  ],
};
