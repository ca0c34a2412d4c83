import type { CardView } from '../src/core/review/card-view.ts';
import { answerInputs, valueInputs } from './answer-inputs.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { explainInput, tagsInput } from './reason-inputs.ts';
import { storyWords } from './settled-card.ts';
import { outside, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** The form behind *Correct…*: which answer would have been right, and why. Nothing is chosen beforehand. */
export const correctModal = (view: CardView, form: Omit<Form, 'option'>): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.correct,
  private_metadata: encodeForm({ ...form, seen: view.corrections.length }),
  title: plain(modalTitle('Correct', view), LIMITS.modalTitle),
  submit: plain('Correct it', LIMITS.modalButton),
  close: plain('Cancel', LIMITS.modalButton),
  blocks: [
    section(`${outside(view.question, 300)}\nWhat stands: *${outside(standing(view), 100)}*`),
    context(
      `The answer is final, so ${outside(view.source, 60)} may have acted on it: it is told of the correction, and says whether it could still be reversed. Both answers stay in the history.`,
    ),
    ...answerInputs(view, 'Which answer would have been right?'),
    explainInput(true, view.source),
    tagsInput(),
    ...valueInputs(view),
  ],
});

/** What stands: the latest correction, else how the decision ended. */
const standing = ({ corrections, story }: CardView): string =>
  corrections.at(-1)?.now ?? (story === null ? 'no answer' : storyWords(story));
