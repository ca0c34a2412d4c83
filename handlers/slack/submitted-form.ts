import { noticeModal } from '../../blocks/notice-modal.ts';
import { type RefusalWords, refusalErrors, refusalModal } from '../../blocks/refusal-notice.ts';
import type { VerdictInput } from '../../blocks/verdict-modal.ts';
import { decodeForm, type Form } from '../../blocks/wire.ts';
import type { DecisionType } from '../../src/core/policy/policy.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { Audience, CardView } from '../../src/core/review/card-view.ts';
import { viewFor } from '../../src/core/review/view.ts';
import type { Asker } from '../../src/ports.ts';
import type { ReviewCase } from '../../src/usecases/change-review.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import type { GivenVerdict } from '../../src/usecases/give-verdict.ts';
import { audienceOf, whoAsks } from '../../src/usecases/who-asks.ts';
import type { Desk, Submission, SubmissionAnswer } from './desk.ts';
import { wordsOf } from './words.ts';

/** A submitted form and what it is about, as the person who sent it may see it now. */
export type OnForm = {
  form: Form;
  kase: ReviewCase;
  type: DecisionType;
  audience: Audience;
  view: CardView;
};

/** Reads what a modal is about, from its private metadata. */
export const readForm = async (
  { world }: Desk,
  asker: Asker,
  privateMetadata: string,
): Promise<Result<OnForm, Refusal>> => {
  const form = decodeForm(privateMetadata);
  const found = await findReviewCase(world, form?.review_id);
  if (!found.ok) return found;
  if (form === undefined) return err({ code: 'not_found' });
  const known = await whoAsks(world, asker);
  if (known === undefined) return err({ code: 'cannot_check_authority' });
  const audience = audienceOf(known);
  const { kase, type } = found.value;
  return ok({ form, kase, type, audience, view: viewFor(kase, type, audience, world.clock.now()) });
};

/** The same of a submitted one; an answer for the person when what it is about is gone or was never ours. */
export const submittedForm = async (
  desk: Desk,
  { asker, privateMetadata }: Submission,
): Promise<Result<OnForm, SubmissionAnswer>> => {
  const read = await readForm(desk, asker, privateMetadata);
  return read.ok ? read : err({ kind: 'replace', view: refusalModal(read.error) });
};

/** A refusal of a submitted form: under the input where it belongs there, else in place of the form. */
export const refused = (
  refusal: Refusal,
  { type, kase }: Pick<OnForm, 'type' | 'kase'>,
  more: Pick<RefusalWords, 'unanswered'> = {},
): SubmissionAnswer => {
  const words = { ...wordsOf(type, kase.decision.source), ...more };
  const errors = refusalErrors(refusal, words);
  return errors === undefined
    ? { kind: 'replace', view: refusalModal(refusal, words) }
    : { kind: 'errors', errors };
};

/** What a form holds beside the answer itself: what the person's role documents, and what was missing on the card. */
export const writtenDown = ({
  documented,
  missing,
}: VerdictInput): Pick<GivenVerdict, 'documented' | 'missing'> => ({
  ...(documented === undefined ? {} : { documented }),
  ...(missing === undefined ? {} : { missing }),
});

/** For forms whose option is no longer there. */
export const outdated = (): SubmissionAnswer => ({
  kind: 'replace',
  view: noticeModal(
    'The policy changed since this form was opened. Nothing was decided; open it again from the card.',
  ),
});
