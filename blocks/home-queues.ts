import type { KnownBlock } from '@slack/types';
import type { QueueState, Queues } from '../src/core/review/home.ts';
import { header, section } from './pieces.ts';
import { count, moment, outside } from './text.ts';
import { waitingItem } from './waiting-line.ts';

/** So many lines fit into one section with room to spare. */
const LINES = 15;
/** Queues beyond are not shown one by one. */
const MOST_QUEUES = 60;

/** How the queues stand, and what has waited longest; nothing for whoever is no manager. */
export const queueBlocks = (queues: Queues | null): KnownBlock[] => {
  if (queues === null) return [];
  const lines = queueLines(queues);
  const sections: KnownBlock[] = [];
  for (let from = 0; from < lines.length; from += LINES)
    sections.push(section(lines.slice(from, from + LINES).join('\n')));
  return [
    header('Queues'),
    ...sections,
    ...(queues.oldest.length === 0 ? [] : [header('Waiting longest')]),
    ...queues.oldest.map((view) => waitingItem(view)),
  ];
};

/** A line a queue, the one with most overdue first. */
export const queueLines = ({ queues }: Queues): string[] =>
  queues
    .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_QUEUES)
    .map((one) => queueStateLine(one));

/** Hours ahead: what nobody will get to in time unless something changes. */
const lateText = ({ items, first_due, could_take }: NonNullable<QueueState['late']>): string => {
  const who = could_take.map((name) => outside(name, 60)).join(', ');
  const people = who === '' ? '' : `; ${who} could take ${items === 1 ? 'it' : 'some'}`;
  return `*${items} will be late at this pace*, the first at ${moment(first_due)}${people}`;
};

/** Figures about one queue, the most pressing first. */
const queueStateLine = ({ name, open, overdue, soon, oldest, answered, late }: QueueState): string =>
  [
    `*${outside(name, 60)}*`,
    open === 0 ? 'nothing waits' : count(open, 'waits', 'wait'),
    ...(overdue === 0 ? [] : [`*${overdue} overdue*`]),
    ...(soon === 0 ? [] : [`${soon} due within the hour`]),
    ...(late === undefined ? [] : [lateText(late)]),
    ...(oldest === null ? [] : [`the oldest came ${moment(oldest, 'ago')}`]),
    `${answered} answered in 24 h`,
  ].join(' · ');
