import type { HomeView, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { Instant } from '../src/core/time.ts';
import { LIMITS } from './limits.ts';
import { context, header, section } from './pieces.ts';
import { line, moment, outside, plain } from './text.ts';
import { ACTIONS, encodeMenu } from './wire.ts';

const HOUR_MS = 3_600_000;
/** Two blocks an item, within the 100 of a view. */
const MOST_SHOWN = 30;

/** What waits for a person: `4 wait for you, 1 due within the hour`, soonest due first. */
export const homeView = (waiting: CardView[] | undefined, now: Instant): HomeView => ({
  type: 'home',
  callback_id: 'home',
  blocks: waiting === undefined ? unknown() : waiting.length === 0 ? empty() : list(waiting, now),
});

const unknown = (): KnownBlock[] => [
  header('Slack does not say who you are'),
  section('Your queue cannot be shown right now. Open this tab again in a minute.'),
];

const empty = (): KnownBlock[] => [
  header('Nothing waits for you'),
  section(
    'When an AI system raises its hand for something that you may decide, it appears here and in its channel.',
  ),
];

const list = (waiting: CardView[], now: Instant): KnownBlock[] => {
  const shown = waiting.slice(0, MOST_SHOWN);
  const left = waiting.length - shown.length;
  return [
    header(queueLine(waiting, now)),
    context('Open shows everything about a decision; the answer is given on its card in the channel.'),
    { type: 'divider' },
    ...shown.map(item),
    ...(left === 0 ? [] : [context(`${left} more that are due later wait in their channels.`)]),
  ];
};

/** `4 wait for you, 1 due within the hour`. */
export const queueLine = (waiting: CardView[], now: Instant): string => {
  const count = waiting.length === 1 ? '1 waits for you' : `${waiting.length} wait for you`;
  const overdue = waiting.filter(({ due }) => due?.overdue === true).length;
  const soon = waiting.filter(({ due }) => due !== null && due.at >= now && due.at < now + HOUR_MS).length;
  return [
    count,
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
    ...(soon === 0 ? [] : [`${soon} due within the hour`]),
  ].join(', ');
};

/** One line each in plain mrkdwn, for answers to the slash command. */
export const waitingLine = (view: CardView): string => {
  const { title, amount, due, consequence, state, flags } = view;
  const money = amount === null || title.includes(amount) ? [] : [outside(amount, 40)];
  const until = due === null ? [] : [`${due.overdue ? '*overdue* since' : 'due'} ${moment(due.at)}`];
  const waits = state === 'waiting_info' ? ['waits for an answer'] : [];
  const flag = flags[0] === undefined ? [] : [outside(flags[0].sentence, 120)];
  return `*${outside(title, 150)}*\n${[...money, `${consequence} consequence`, ...until, ...waits, ...flag].join(' · ')}`;
};

const item = (view: CardView): KnownBlock => ({
  ...section(waitingLine(view)),
  ...(view.review_id === null
    ? {}
    : {
        accessory: {
          type: 'button',
          action_id: ACTIONS.more,
          text: plain('Open', LIMITS.buttonText),
          value: encodeMenu({ item: 'full_context', review_id: view.review_id, revision: view.revision }),
          accessibility_label: line(`Open ${view.title}`, LIMITS.accessibilityLabel),
        },
      }),
});
