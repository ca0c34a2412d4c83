import type { CardView } from '../src/core/review/card-view.ts';
import type { Correction } from '../src/core/review/view-corrections.ts';
import { answerInput, reasonByAnswer } from './answer-inputs.ts';
import { LIMITS } from './limits.ts';
import { behindLine, type Entered, listedAs } from './modify-changes.ts';
import { hearer } from './origin.ts';
import { context, type Modal, section } from './pieces.ts';
import { explainInput, tagsInput } from './reason-inputs.ts';
import { storyWords } from './settled-card.ts';
import { outside, plain } from './text.ts';
import { valueInputs } from './value-inputs.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/**
 * The form behind *Correct…*: which answer would have been right, and why. Nothing is chosen beforehand.
 * @param entered what the person has entered, where the form is drawn again
 * @param behind the person pressed while the list of changes showed something else
 */
export const correctModal = (
  view: CardView,
  form: Omit<Form, 'option'>,
  entered?: Entered,
  behind = false,
): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.correct,
  private_metadata: encodeForm({ seen: view.corrections.length, ...form, ...listedAs(view, entered) }),
  title: plain(modalTitle('Correct', view), LIMITS.modalTitle),
  submit: plain('Correct it', LIMITS.modalButton),
  close: plain('Cancel', LIMITS.modalButton),
  blocks: [
    section(`${outside(view.question, 300)}\nWhat stands: ${standing(view)}`),
    context(`${whoIsTold(view)} Both answers stay in the history.`),
    answerInput(view, 'Which answer would have been right?'),
    ...valueInputs(view, entered, behind),
    reasonByAnswer(view),
    explainInput(true, hearer(view)),
    tagsInput(),
    ...behindLine(behind),
  ],
});

/** A system says what it can still do; a person who raised it only learns of it. */
const whoIsTold = (view: CardView): string => {
  const who = outside(hearer(view), 60);
  return view.raised_by === null
    ? `The answer is final, so ${who} may have acted on it: it is told of the correction, and says whether it could still be reversed.`
    : `The answer is final, and ${who}, who raised this, may have acted on it: they get a message with the correction.`;
};

/** What stands, with the values that it changed: the latest correction, else how the decision ended. */
const standing = ({ corrections, story }: CardView): string => {
  const last = corrections.at(-1);
  const changes = (last?.changes ?? story?.changes ?? []).map(valueWords).join(', ');
  const words = last?.now ?? (story === null ? 'no answer' : storyWords(story));
  return `*${outside(words, 100)}*${changes === '' ? '' : ` (${outside(changes, 300)})`}`;
};

const valueWords = ({ label, from, to }: Correction['changes'][number]): string =>
  `${label}${from === null ? '' : ` ${from} →`} ${to}`;
