import type { KnownBlock } from '@slack/types';
import type { AuditedView } from './audit-card.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { explainInput, INPUTS, pickOne, reasonInput, tagsInput } from './reason-inputs.ts';
import { outside, plain } from './text.ts';
import {
  convincingFacts,
  readVerdictModal,
  type VerdictInput,
  type VerdictRules,
  verdictErrors,
} from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** The form behind *It was right* and *It was wrong*: why, and when it was wrong, what would have been right. */
export const auditModal = (view: AuditedView, right: boolean, form: Omit<Form, 'option'>): Modal => {
  const { done } = view.audit;
  const { rationale } = auditRules(view, right);
  const facts = asksForFact(view, right) ? convincingFacts(view) : [];
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
      reasonInput((right ? view.audit.right : view.audit.wrong).reasons),
      ...(facts.length === 0 ? [] : [pickOne(INPUTS.convinced_by, 'Which fact convinced you?', facts)]),
      explainInput(rationale === 'required', view.source),
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

/** Agreeing names a fact where it needs no text of its own: an empty tap says nothing. */
const asksForFact = ({ audit }: AuditedView, right: boolean): boolean =>
  right && audit.right.asks === 'convincing_fact';

/** What an answer must hold: as much as one before the fact. */
const auditRules = (view: AuditedView, right: boolean): VerdictRules => {
  const fact = asksForFact(view, right);
  return {
    reasons: (right ? view.audit.right : view.audit.wrong).reasons.map(({ id }) => id),
    rationale: fact ? 'on_other' : 'required',
    facts: fact ? convincingFacts(view).map(({ id }) => id) : [],
  };
};

export type AuditInput = VerdictInput & { correct_option?: string };

/** Reads the submitted form. Tolerates anything. */
export const readAuditModal = (stateValues: unknown): AuditInput => {
  const correct = read(stateValues, INPUTS.correct_option).text;
  return { ...readVerdictModal(stateValues), ...(correct === '' ? {} : { correct_option: correct }) };
};

/** What is missing, by block id, as Slack shows it under the inputs; empty when nothing is. */
export const auditErrors = (input: AuditInput, view: AuditedView, right: boolean): Record<string, string> => {
  const isOption = view.audit.wrong.options.some(({ id }) => id === input.correct_option);
  return {
    ...(right || isOption ? {} : { [INPUTS.correct_option]: 'Choose what would have been right.' }),
    ...verdictErrors(input, auditRules(view, right)),
  };
};
