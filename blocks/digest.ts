import type { KnownBlock } from '@slack/types';
import type { DailyDigest, DigestLine } from '../src/core/report/daily.ts';
import { LIMITS } from './limits.ts';
import { type CardMessage, context, fitMessage, section } from './pieces.ts';
import { count, line, moment, outside, plain } from './text.ts';
import { ACTIONS, encodeMenu } from './wire.ts';

/** How much of titles, queues and people is shown, roomiest first: marks that are escaped take five times their room. */
const SIZES = [
  { title: 150, queue: 60, person: 80 },
  { title: 60, queue: 40, person: 40 },
] as const;
type Size = (typeof SIZES)[number];

/** The daily digest: one sentence, then at most five that need somebody, each with its button. */
export const digestMessage = (digest: DailyDigest): CardMessage => {
  const said = sentence(digest);
  return {
    text: said,
    blocks: fitMessage(SIZES, (size) => [
      section(`*${said}*`),
      ...digest.lines.map((item) => needing(item, size)),
      ...people(digest),
      ...(digest.more === 0
        ? []
        : [context(`${digest.more} more of them: \`/handraise queue\` lists what waits for you.`)]),
    ]),
  };
};

const sentence = ({ open, overdue, due_soon, at_risk, until, oldest, queue }: DailyDigest): string => {
  const waiting = `${count(open, 'decision')} ${open === 1 ? 'waits' : 'wait'}${queue === null ? '' : ` in ${outside(queue, 60)}`}`;
  const late = overdue === 0 ? [] : [`${overdue} overdue`];
  const soon = due_soon === 0 ? [] : [`${due_soon} due before ${moment(until)}`];
  const risk = at_risk === 0 ? [] : [`${at_risk} will be late at this pace`];
  const since = oldest === null ? '' : `; the oldest since ${moment(oldest.opened_at)}`;
  return `${[waiting, ...late, ...soon, ...risk].join(', ')}${since}.`;
};

/** Who is not there, and who could take what will be late. */
const people = ({ away, could_take }: DailyDigest): KnownBlock[] => {
  const said = [
    ...(away.length === 0 ? [] : [`Away: ${named(away)}`]),
    ...(could_take.length === 0 ? [] : [`Could take some: ${named(could_take)}`]),
  ];
  return said.length === 0 ? [] : [context(...said)];
};

const MOST_NAMES = 6;
const named = (names: string[]): string => {
  const shown = names.slice(0, MOST_NAMES).map((name) => outside(name, 60));
  const rest = names.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
};

const needing = (item: DigestLine, size: Size): KnownBlock => {
  const { title, why, due_at, expected_at, held_by, waiting_for_answer, queue, review_id, revision } = item;
  const said = [
    ...(due_at === null ? [] : [`${why === 'overdue' ? '*overdue* since' : 'due'} ${moment(due_at)}`]),
    ...(expected_at === null ? [] : [`at this pace answered ${moment(expected_at)}`]),
    outside(queue, size.queue),
    ...(held_by === null ? ['nobody has it'] : [`${outside(held_by, size.person)} has it`]),
    ...(waiting_for_answer ? ['waits for an answer'] : []),
  ];
  return {
    ...section(`*${outside(title, size.title)}*\n${said.join(' · ')}`),
    accessory: {
      type: 'button',
      action_id: ACTIONS.more,
      text: plain('Open', LIMITS.buttonText),
      value: encodeMenu({ item: 'full_context', review_id, revision }),
      accessibility_label: line(`Open ${title}`, LIMITS.accessibilityLabel),
    },
  };
};
