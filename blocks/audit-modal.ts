import type { KnownBlock } from '@slack/types';
import { OTHER_REASON } from '../src/core/policy/policy.ts';
import type { AuditedView } from './audit-card.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { explainInput, INPUTS, pickOne, reasonInput, tagsInput } from './reason-inputs.ts';
import { outside, plain } from './text.ts';
import { readVerdictModal, type VerdictInput } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** The form behind *It was right* and *It was wrong*: why, and when it was wrong, what would have been right. */
export const auditModal = (view: AuditedView, right: boolean, form: Omit<Form, 'option'>): Modal => {
  const { done, wrong, right: agreeing } = view.audit;
  return {
    type: 'modal',
    callback_id: right ? CALLBACKS.audit_right : CALLBACKS.audit_wrong,
    private_metadata: encodeForm(form),
    title: plain(right ? 'It was right' : 'It was wrong', LIMITS.modalTitle),
    submit: plain(right ? 'It was right' : 'It was wrong', LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(`*${outside(view.question, 300)}*`),
      context(
        right
          ? `What was done: ${outside(done.label, 75)}. It stays done, and this counts as an audit that found it right.`
          : `What was done: ${outside(done.label, 75)}. Your answer changes nothing by itself: ${outside(view.source, 60)} is told and says whether it can be reversed.`,
      ),
      ...(right ? [] : [correctOption(view)]),
      reasonInput(right ? agreeing.reasons : wrong.reasons),
      explainInput(!right, view.source),
      tagsInput(),
    ],
  };
};

/** With one other option there is nothing to choose, so it is chosen. */
const correctOption = ({ audit: { wrong } }: AuditedView): KnownBlock =>
  pickOne(
    INPUTS.correct_option,
    'What would have been right?',
    wrong.options,
    wrong.options.length === 1 ? wrong.options[0]?.id : undefined,
  );

export type AuditInput = Omit<VerdictInput, 'convinced_by'> & { correct_option?: string };

/** Reads the submitted form. Tolerates anything. */
export const readAuditModal = (stateValues: unknown): AuditInput => {
  const { convinced_by: _, ...input } = readVerdictModal(stateValues);
  const correct = read(stateValues, INPUTS.correct_option).text;
  return { ...input, ...(correct === '' ? {} : { correct_option: correct }) };
};

/** What is missing, by block id, as Slack shows it under the inputs; empty when nothing is. */
export const auditErrors = (
  input: AuditInput,
  { audit }: AuditedView,
  right: boolean,
): Record<string, string> => {
  const errors: Record<string, string> = {};
  const reasons = (right ? audit.right : audit.wrong).reasons;
  const isOption = audit.wrong.options.some(({ id }) => id === input.correct_option);
  if (!right && !isOption) errors[INPUTS.correct_option] = 'Choose what would have been right.';
  if (!reasons.some(({ id }) => id === input.reason_code))
    errors[INPUTS.reason] = 'Choose the reason that comes closest; Other is one of them.';
  if (input.rationale === '' && (!right || input.reason_code === OTHER_REASON.id))
    errors[INPUTS.rationale] = 'Say why: a sentence is enough.';
  return errors;
};
