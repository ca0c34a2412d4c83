import type { KnownBlock } from '@slack/types';
import { unreachable } from '../src/core/result.ts';
import type { QuestionEnding, QuestionView } from '../src/core/review/view-question.ts';
import { LIMITS } from './limits.ts';
import { originWords } from './origin.ts';
import { type CardMessage, columns, context, fitMessage, quote, rich, section } from './pieces.ts';
import { line, moment, outside, personName, plain } from './text.ts';
import { ACTIONS, encodeQuestion } from './wire.ts';

/**
 * A question to the person who submitted something, in their own conversation: who asks, about what, until when, and a
 * way to answer; afterwards what came of it. People are named and not mentioned: only the reader is written to.
 */
export const infoRequest = (view: QuestionView): CardMessage => ({
  text: notification(view),
  blocks: fitMessage([600, 200, 80], (max) =>
    view.ending === null ? openBlocks(view, max) : endedBlocks(view, view.ending, max),
  ),
});

const asker = ({ by, queue }: QuestionView): string =>
  `${outside(personName(by), 80)} (${outside(queue.replaceAll('_', ' '), 60)})`;

const MOST_FACTS = 10;

const openBlocks = (view: QuestionView, max: number): KnownBlock[] => [
  section(`*${asker(view)} has a question before this can be decided*\n${outside(view.title, 200)}`),
  rich(quote(view.question, max * 2)),
  ...factBlocks(view, max),
  context(
    [
      originWords(view),
      view.due_at === null
        ? 'it waits until you answer'
        : `*answer wanted by ${moment(view.due_at)}*; after that people decide without it`,
    ].join(' · '),
  ),
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        style: 'primary',
        action_id: ACTIONS.answer_info,
        text: plain('Answer', LIMITS.buttonText),
        value: encodeQuestion(view),
        accessibility_label: line(`Answer the question about ${view.title}`, LIMITS.accessibilityLabel),
      },
    ],
  },
];

const factBlocks = ({ facts }: QuestionView, max: number): KnownBlock[] => {
  if (facts.length === 0) return [];
  const shown = facts.slice(0, MOST_FACTS);
  const rest = facts.length - shown.length;
  return [
    section('Please check or fill in:'),
    columns(shown.map(({ label, text }) => `*${outside(label, 60)}*\n${outside(text, max)}`)),
    ...(rest > 0 ? [context(`${rest} more in the form`)] : []),
  ];
};

const endedBlocks = (view: QuestionView, ending: QuestionEnding, max: number): KnownBlock[] => [
  section(`${endingWords(ending)}\n${outside(view.title, 200)}`),
  context(`${asker(view)} asked: “${outside(view.question, max)}”`),
  ...(ending.note === null ? [] : [rich(quote(ending.note, max * 2))]),
  ...(ending.values.length === 0
    ? []
    : [
        section(
          ending.values
            .slice(0, MOST_FACTS)
            .map(({ label, text }) => `${outside(label, 60)}: *${outside(text, max)}*`)
            .join('\n'),
        ),
      ]),
];

const endingWords = ({ as, at }: QuestionEnding): string => {
  switch (as) {
    case 'answered':
      return `✅ *You answered* (${moment(at)}). Thank you; nothing more is needed from you.`;
    case 'answered_by_source':
      return `*Answered elsewhere* (${moment(at)}): the system that submitted it sent what was missing. Nothing is needed from you.`;
    case 'lapsed':
      return `*No longer needed*: no answer came in time (${moment(at)}), so it is decided without one.`;
    case 'cancelled':
      return `*No longer needed*: it was withdrawn (${moment(at)}).`;
    case 'over':
      return `*No longer needed*: it was settled without an answer (${moment(at)}).`;
    default:
      return unreachable(as);
  }
};

/** It has to stand alone on a locked screen. */
const notification = (view: QuestionView): string => {
  const { title, question, due_at, ending } = view;
  if (ending !== null)
    return `${ending.as === 'answered' ? 'Answered' : 'No answer is needed any more'}: ${outside(title, 200)}`;
  const until = due_at === null ? '' : ` Answer wanted by ${moment(due_at)}.`;
  return `${asker(view)} asks about ${outside(title, 200)}: ${outside(question, 300)}${until}`;
};
