import type { KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { Instant } from '../src/core/time.ts';
import { LIMITS } from './limits.ts';
import { section } from './pieces.ts';
import { capital, line, moment, outside, personLink, plain } from './text.ts';
import { ACTIONS, encodeMenu } from './wire.ts';

const FLAGS_SHOWN = 2;

/** What waits, in two lines of mrkdwn: its title; how much, until when, for how long, who has it, and its flags. */
export const waitingLine = (view: CardView): string => {
  const { title, amount, due, consequence, kind, flags, waiting, snoozed, submitted_at, progress } = view;
  const money = amount === null || title.includes(amount) ? [] : [outside(amount, 40)];
  const until = due === null ? [] : [`${due.overdue ? '*overdue* since' : 'due'} ${moment(due.at)}`];
  const asked = waiting === null ? [] : [`waits for an answer since ${moment(waiting.since)}`];
  const several = progress.needed > 1 ? [`${progress.given} of ${progress.needed} answers given`] : [];
  const flag = flags.slice(0, FLAGS_SHOWN).map(({ sentence }) => outside(sentence, 100));
  const said = [
    ...money,
    ...(kind === 'audit' ? ['audit'] : []),
    `${consequence} consequence`,
    ...until,
    ...(snoozed === null ? [] : [`put aside until ${moment(snoozed.until)}`]),
    `raised ${moment(submitted_at, 'ago')}`,
    ...holder(view),
    ...asked,
    ...several,
    ...flag,
  ];
  return `*${outside(title, 150)}*\n${capital(said.join(' · '))}`;
};

const holder = ({ assignee, opened }: CardView): string[] => {
  if (assignee !== null) return [`with ${personLink(assignee)}`];
  return opened === null ? [] : [`opened by ${personLink(opened.by)}`];
};

/** The same as a block, with a way in. */
export const waitingItem = (view: CardView): KnownBlock => ({
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

const HOUR_MS = 3_600_000;

/** `4 wait for you, 1 due within the hour`. `more`: there are others that were not looked at. */
export const queueLine = (waiting: CardView[], now: Instant, more = false): string => {
  const count = waiting.length === 1 && !more ? '1 waits for you' : `${waiting.length} wait for you`;
  const overdue = waiting.filter(({ due }) => due?.overdue === true).length;
  const soon = waiting.filter(({ due }) => due !== null && due.at >= now && due.at < now + HOUR_MS).length;
  return [
    more ? `${count} and more` : count,
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
    ...(soon === 0 ? [] : [`${soon} due within the hour`]),
  ].join(', ');
};
