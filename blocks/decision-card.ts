import type { KnownBlock, SectionBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { Lapse } from '../src/core/review/review.ts';
import { answerButtons } from './answer-buttons.ts';
import { changeLines, factBlocks } from './card-facts.ts';
import { aiBlocks, aiLine, groundBlocks, whyBlocks } from './card-reasons.ts';
import { CARD_SIZES, type CardSize } from './card-size.ts';
import { LEVEL_WORDS } from './figures.ts';
import { holderLine } from './holder.ts';
import { moreMenu } from './more-menu.ts';
import {
  type CardMessage,
  context,
  fitMessage,
  header,
  literal,
  passage,
  quote,
  rich,
  section,
} from './pieces.ts';
import { aboutLine, askedNames, tellTale } from './tell-tale.ts';
import { beginning, line, moment, outside, personLink } from './text.ts';
import { proposals, whoMustAnswer } from './who-answers.ts';

/**
 * The context card: what must be decided, the key facts, what the AI would do, why it reached a person, what happened
 * before, which policy, what can be done. Always within Slack's limits; what is cut says so.
 */
export const decisionCard = (view: CardView): CardMessage => ({
  text: notification(view),
  blocks: fitMessage(CARD_SIZES, (size) => [
    ...top(view, size),
    ...factBlocks(view, size),
    ...middle(view, size),
    ...buttons(view, size),
  ]),
});

/** What, how much, due when: it has to stand alone on a locked screen. */
const notification = (view: CardView): string => {
  const { title, amount, question, due, waiting, level } = view;
  const kind = waiting === null ? LEVEL_WORDS[level] : 'Waiting for an answer';
  const money =
    amount === null || title.includes(amount) || question.includes(amount) ? '' : ` (${outside(amount, 40)})`;
  const until = due === null ? '' : ` ${due.overdue ? 'Overdue since' : 'Due'} ${moment(due.at)}.`;
  return `${kind}: ${outside(title, 200)}${money}. ${outside(question, 300)}${until}`;
};

const top = (view: CardView, size: CardSize): KnownBlock[] => {
  const mark = tellTale(view);
  const changes = changeLines(view, size.line);
  return [
    ...(mark === undefined ? [] : [section(mark)]),
    header(view.title),
    context(aboutLine(view)),
    ...holderLine(view),
    ...whoMustAnswer(view),
    ...waitingBlocks(view, size),
    ...(changes.length === 0
      ? []
      : [section(['*What changed*', ...changes.slice(0, size.facts)].join('\n'))]),
    ...answerBlocks(view, size),
    question(view, size),
    ...proposals(view, size.text),
  ];
};

const waitingBlocks = ({ waiting }: CardView, size: CardSize): KnownBlock[] => {
  if (waiting === null) return [];
  const facts = waiting.facts.slice(0, 8).map((fact) => outside(fact, 40));
  const about = facts.length === 0 ? '' : ` about ${facts.join(', ')}`;
  const whom = askedNames(waiting).map((name) => outside(name, 80));
  const until = waiting.due_at === null ? '' : `; an answer is wanted by ${moment(waiting.due_at)}`;
  return [
    section(
      `${personLink(waiting.by)} asked ${whom.join(' and ')}${about}${until}. It can be decided once the answer is here.`,
    ),
    rich(quote(waiting.question, size.text)),
  ];
};

const answerBlocks = ({ answers }: CardView, size: CardSize): KnownBlock[] => {
  const last = answers.at(-1);
  if (last === undefined) return [];
  const { question, note, facts, asked_by, by, lapsed } = last;
  const earlier = answers.length > 1 ? ' (earlier questions in Full context)' : '';
  const asked =
    question === null
      ? []
      : [
          passage(
            literal(`${line(asked_by ?? 'Asked', 80)}${asked_by === null ? '' : ' asked'}: `, { bold: true }),
            literal(beginning(question, size.text)),
          ),
        ];
  if (lapsed !== null)
    return [...(asked.length === 0 ? [] : [rich(...asked)]), section(`*${lapsedWords(lapsed)}*${earlier}`)];
  const brought = facts.slice(0, 6).map((label) => line(label, 40));
  const more = facts.length > brought.length ? ', …' : '';
  const withFacts = brought.length === 0 ? '' : ` with ${brought.join(', ')}${more}`;
  return [
    rich(
      ...asked,
      passage(literal(`${line(by, 80)} answered`, { bold: true }), literal(`${withFacts}${earlier}`)),
      ...(note === null ? [] : [quote(note, size.text)]),
    ),
  ];
};

/** Why a question has no answer, as ready mrkdwn. */
export const lapsedWords = ({ because, wanted_by }: Lapse): string =>
  because === 'unreachable'
    ? 'Nobody could be asked: Slack takes no message for the person who submitted this'
    : `No answer came${wanted_by === null ? '' : ` by ${moment(wanted_by)}`}`;

/** While nothing can be pressed the menu stands beside the question, not alone in a row. */
const question = (view: CardView, size: CardSize): SectionBlock => ({
  ...section(`*${outside(view.question, size.question)}*`),
  ...(view.state === 'open' || view.review_id === null
    ? {}
    : { accessory: moreMenu({ ...view, review_id: view.review_id }) }),
});

/** Where a person decides, the AI comes last and small; where only a human decides, its lines do not exist. */
const middle = (view: CardView, size: CardSize): KnownBlock[] =>
  view.level === 'human_decides'
    ? [...whyBlocks(view, size), ...groundBlocks(view, size), ...aiLine(view, size)]
    : [...aiBlocks(view, size), ...whyBlocks(view, size), ...groundBlocks(view, size)];

const buttons = (view: CardView, size: CardSize): KnownBlock[] => {
  const { review_id, state } = view;
  if (review_id === null || state !== 'open') return [];
  return [
    {
      type: 'actions',
      elements: [...answerButtons(view, review_id, size.line * 3), moreMenu({ ...view, review_id })],
    },
  ];
};
