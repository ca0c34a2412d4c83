import { answerErrors, meantBy, readAnswer } from '../../blocks/answer-inputs.ts';
import { refusalModal, refusalNotice } from '../../blocks/refusal-notice.ts';
import { changeModal, explains, isReveal, revealModal } from '../../blocks/reveal-modal.ts';
import { ACTIONS, CALLBACKS, decodeForm } from '../../blocks/wire.ts';
import { isBlind } from '../../src/core/review/blind.ts';
import { type CardView, viewFor } from '../../src/core/review/view.ts';
import type { Asker } from '../../src/ports.ts';
import type { ReviewCase } from '../../src/usecases/change-review.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { giveVerdict } from '../../src/usecases/give-verdict.ts';
import { keepAnswer } from '../../src/usecases/keep-answer.ts';
import { withChecked } from '../../src/usecases/with-checked.ts';
import type { Conversation, Desk, SubmissionAnswer } from './desk.ts';
import { changeAgain, unlisted } from './list-changes.ts';
import { type OnForm, readForm, refused, submittedForm } from './submitted-form.ts';

/** What follows a verdict: the recommendation, where it was given blind; else the form is done. */
export const afterVerdict = async (
  { world, wallNow, log }: Desk,
  { form, type, audience }: OnForm,
  kase: ReviewCase,
): Promise<SubmissionAnswer> => {
  const shown = (it: ReviewCase): CardView => viewFor(it, type, audience, world.clock.now());
  if (!isBlind(kase.revision.route) || !isReveal(shown(kase))) return { kind: 'close' };
  // The answer is kept already: what cannot be read now only misses from what is shown.
  const known = await withChecked(world, kase).catch((error: unknown) => {
    log.error({ err: error, review: kase.review.id }, 'the checked cases could not be read');
    return kase;
  });
  const view = shown(known);
  if (!isReveal(view)) return { kind: 'close' };
  const { option: _, ...rest } = form;
  return { kind: 'replace', view: revealModal(view, { ...rest, opened_at: wallNow() }) };
};

/** Closing keeps, and so does doing nothing: what is over by then needs no words. */
const keep = async ({ world }: Desk, asker: Asker, privateMetadata: string): Promise<void> => {
  const form = decodeForm(privateMetadata);
  const found = await findReviewCase(world, form?.review_id);
  if (found.ok) await keepAnswer(world, found.value.kase.review, asker);
};

/** After a blind answer the recommendation is revealed: the answer is kept or changed. */
export const reveal: Conversation = {
  name: 'reveal',
  actions: [
    {
      id: ACTIONS.reveal_change,
      handle: async (desk, press) => {
        if (press.view === undefined) return;
        const read = await readForm(desk, press.asker, press.view.private_metadata);
        if (!read.ok) return press.tell(refusalNotice(read.error).text);
        const { view, form } = read.value;
        const next = isReveal(view) ? changeModal(view, form) : refusalModal({ code: 'answered_blind' });
        await press.redraw(next);
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.reveal,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase } = read.value;
        const kept = await keepAnswer(desk.world, kase.review, submission.asker);
        // Kept already, or by time: nothing to say. New facts have cleared it: that must be said.
        if (kept.ok || kase.review.revision === form.revision) return { kind: 'close' };
        return refused({ code: 'stale_card', revision: kase.review.revision }, read.value);
      },
    },
    {
      callbackId: CALLBACKS.change,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, type, view } = read.value;
        const input = readAnswer(submission.values, view, type.facts, kase.revision.body.facts);
        const errors = answerErrors(input, ({ key }) => explains(view, key));
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const listed = unlisted(read.value, input, submission.values, changeAgain);
        if (listed !== undefined) return { kind: 'replace', view: listed };
        const given = await giveVerdict(desk.world, kase.review, submission.asker, {
          shown: form,
          ...meantBy(input, view),
          reason_code: input.reason_code ?? '',
          rationale: input.rationale,
          tags: input.tags,
          form_open_ms: Math.max(0, desk.wallNow() - form.opened_at),
        });
        if (!given.ok) return refused(given.error, read.value);
        // The same answer again keeps it; a changed one is settled already.
        await keepAnswer(desk.world, kase.review, submission.asker);
        return { kind: 'close' };
      },
    },
  ],
  closings: [
    {
      callbackId: CALLBACKS.reveal,
      handle: (desk, { asker, privateMetadata }) => keep(desk, asker, privateMetadata),
    },
    {
      callbackId: CALLBACKS.change,
      handle: (desk, { asker, privateMetadata }) => keep(desk, asker, privateMetadata),
    },
  ],
};
