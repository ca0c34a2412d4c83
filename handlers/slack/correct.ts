import { answerErrors, meantBy, readAnswer } from '../../blocks/answer-inputs.ts';
import { correctModal } from '../../blocks/correct-modal.ts';
import { INPUTS } from '../../blocks/reason-inputs.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { CALLBACKS, decodeMenu } from '../../blocks/wire.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { whyNever } from '../../src/core/review/why-not-now.ts';
import { correctAnswer } from '../../src/usecases/correct-answer.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { audienceOf, whoAsks } from '../../src/usecases/who-asks.ts';
import type { Conversation, Desk, Press } from './desk.ts';
import { correctAgain, unlisted } from './list-changes.ts';
import { tellRefusal } from './menu-on-case.ts';
import { refused, submittedForm } from './submitted-form.ts';

const ask = async (desk: Desk, press: Press): Promise<void> => {
  const { world } = desk;
  const choice = decodeMenu(press.value);
  const found = await findReviewCase(world, choice?.review_id);
  if (!found.ok) return press.tell(refusalNotice(found.error).text);
  const { kase, type } = found.value;
  const standing = await whoAsks(world, press.asker);
  if (standing === undefined) return tellRefusal(press, { code: 'cannot_check_authority' }, found.value);
  const never = whyNever(kase.review, { ...kase, type }, standing);
  if (never !== undefined) return tellRefusal(press, never, found.value);
  const view = viewFor(kase, type, audienceOf(standing), world.clock.now());
  if (!view.correctable) return tellRefusal(press, { code: 'nothing_to_correct' }, found.value);
  const { id: review_id, revision } = kase.review;
  const form = { review_id, revision, digest: kase.revision.digest, opened_at: desk.wallNow() };
  await press.open(correctModal(view, form));
};

/** A final answer turns out wrong: what would have been right, and why. */
export const correct: Conversation = {
  name: 'correct',
  menu: [{ item: 'correct', handle: ask }],
  submissions: [
    {
      callbackId: CALLBACKS.correct,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { form, kase, type, view } = read.value;
        const input = readAnswer(submission.values, view, type.facts, kase.revision.body.facts);
        const errors = answerErrors(input, () => true);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const listed = unlisted(read.value, input, submission.values, correctAgain);
        if (listed !== undefined) return { kind: 'replace', view: listed };
        const corrected = await correctAnswer(desk.world, kase.review, submission.asker, {
          ...meantBy(input, view),
          reason_code: input.reason_code ?? '',
          rationale: input.rationale,
          tags: input.tags,
          ...(form.seen === undefined ? {} : { seen: form.seen }),
        });
        if (corrected.ok) return { kind: 'close' };
        return corrected.error.code === 'nothing_changed'
          ? {
              kind: 'errors',
              errors: { [INPUTS.answer]: 'This is the answer that stands. Choose another one.' },
            }
          : refused(corrected.error, read.value);
      },
    },
  ],
};
