import type { KnownBlock } from '@slack/types';
import { MODEL_FLAGS } from '../src/core/policy/flags.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import { answerInput, choicesOf, MODIFY, reasonByAnswer } from './answer-inputs.ts';
import { secondChoice } from './card-reasons.ts';
import { checkedWords } from './checked-cases.ts';
import { confidence } from './figures.ts';
import { LIMITS } from './limits.ts';
import { behindLine, type Entered, listedAs } from './modify-changes.ts';
import { context, literal, type Modal, passage, quote, rich, section } from './pieces.ts';
import { explainInput, tagsInput } from './reason-inputs.ts';
import { capital, line, moment, outside, plain } from './text.ts';
import { valueInputs } from './value-inputs.ts';
import { modalTitle } from './verdict-modal.ts';
import { ACTIONS, CALLBACKS, encodeForm, type Form } from './wire.ts';

/** A view of somebody who has just answered blind, and can keep or change it. */
export type RevealView = CardView & { own_answer: NonNullable<CardView['own_answer']> };

export const isReveal = (view: CardView): view is RevealView => view.own_answer?.reveal_until != null;

/** After a blind answer: what the person said, what the AI says, and the choice to think again. Closing it keeps. */
export const revealModal = (view: RevealView, form: Omit<Form, 'option'>): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.reveal,
  private_metadata: encodeForm(form),
  title: plain(modalTitle('You and the AI', { external_id: null }), LIMITS.modalTitle),
  submit: plain('Keep my answer', LIMITS.modalButton),
  close: plain('Close', LIMITS.modalButton),
  notify_on_close: true,
  blocks: [
    section(`${outside(view.question, 300)}\nYou: *${outside(ownWords(view), 100)}*\n${theAi(view)}`),
    ...whatItSaid(view),
    ...doubts(view),
    context(
      `Your answer is kept as it was given, whatever you do now. Closing this keeps it; you can change it until ${moment(view.own_answer.reveal_until ?? 0, 'time_secs')}.`,
    ),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: ACTIONS.reveal_change,
          text: plain('Change…', LIMITS.buttonText),
          value: 'change',
          accessibility_label: line(`Change the answer to ${view.title}`, LIMITS.accessibilityLabel),
        },
      ],
    },
  ],
});

const ownWords = ({ own_answer }: RevealView): string => {
  const changes = own_answer.changes.map(({ label, from, to }) => `${label} ${from} → ${to}`);
  return changes.length === 0
    ? own_answer.option.label
    : `${own_answer.option.label} with changes (${changes.join(', ')})`;
};

const theAi = ({ recommendation, own_answer }: RevealView): string => {
  if (recommendation === null) return 'The AI: *no recommendation*';
  const isSame = recommendation.option === own_answer.option.id && own_answer.changes.length === 0;
  return `The AI: *${outside(recommendation.label, 75)}*, ${confidence(recommendation.confidence)}${isSame ? ', as you said' : ''}`;
};

const whatItSaid = ({ recommendation, alternatives }: RevealView): KnownBlock[] => {
  if (recommendation === null) return [];
  const { rationale, values } = recommendation;
  const said = [
    ...(rationale === undefined ? [] : [quote(rationale, 1_500)]),
    ...values
      .slice(0, 5)
      .map(({ label, text }) => passage(literal(`It would set ${line(label, 60)} to ${line(text, 200)}`))),
  ];
  const small = [
    ...checkedWords(recommendation).map(capital),
    ...alternatives.slice(0, 5).map((one, index) => outside(secondChoice(one, index, 400), 600)),
  ];
  return [...(said.length === 0 ? [] : [rich(...said)]), ...(small.length === 0 ? [] : [context(...small)])];
};

/** Reasons for doubt that would have told what was recommended. */
const doubts = ({ flags }: RevealView): KnownBlock[] => {
  const hidden = flags.filter(({ code }) => MODEL_FLAGS.has(code)).slice(0, 5);
  return hidden.length === 0
    ? []
    : [section(hidden.map(({ sentence }) => `• ${outside(sentence, 300)}`).join('\n'))];
};

/**
 * Another answer instead, with everything that can be answered. The first one is kept beside it.
 * @param entered what the person has entered, where the form is drawn again
 * @param behind the person pressed while the list of changes showed something else
 */
export const changeModal = (
  view: RevealView,
  form: Omit<Form, 'option'>,
  entered?: Entered,
  behind = false,
): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.change,
  private_metadata: encodeForm({ ...form, ...listedAs(view, entered) }),
  title: plain('Change my answer', LIMITS.modalTitle),
  submit: plain('Change my answer', LIMITS.modalButton),
  close: plain('Keep it', LIMITS.modalButton),
  notify_on_close: true,
  blocks: [
    section(`${outside(view.question, 300)}\nYou: *${outside(ownWords(view), 100)}*\n${theAi(view)}`),
    context(
      `What you choose takes the place of your first answer, which stays in the record. Possible until ${moment(view.own_answer.reveal_until ?? 0, 'time_secs')}.`,
    ),
    answerInput(view, 'Your answer now'),
    ...valueInputs(view, entered, behind),
    reasonByAnswer(view),
    explainInput(
      choicesOf(view).every(({ key }) => explains(view, key)),
      view.source,
      'Needed when the answer overrides the AI, and when the reason is Other.',
    ),
    tagsInput(),
    ...behindLine(behind),
  ],
});

/** Whether this answer needs a text, by its key. */
export const explains = ({ options }: Pick<CardView, 'options'>, key: string): boolean =>
  key === MODIFY || options.find(({ id }) => id === key)?.asks === 'required';
