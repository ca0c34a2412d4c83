import type { KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { context } from './pieces.ts';
import { capital, moment, outside, personLink } from './text.ts';

type Held = Pick<CardView, 'assignee' | 'opened' | 'snoozed' | 'passed_on'>;

/** Who has it, who has its form open, and until when it is put aside: parts of a grey line, each ready mrkdwn. */
export const holderWords = ({ assignee, opened, snoozed, passed_on }: Held): string[] => [
  ...(passed_on === null
    ? []
    : [`escalated to ${outside(passed_on.to, 60)} by ${personLink(passed_on.by)}, ${moment(passed_on.at)}`]),
  ...(assignee === null ? [] : [`${personLink(assignee)} has this since ${moment(assignee.since)}`]),
  ...(opened === null || opened.by.id === assignee?.id
    ? []
    : [`opened by ${personLink(opened.by)} at ${moment(opened.at, 'time')}`]),
  ...(snoozed === null
    ? []
    : [
        `put aside until ${moment(snoozed.until)}${snoozed.by.id === assignee?.id ? '' : ` by ${personLink(snoozed.by)}`}`,
      ]),
];

/** The same as a line of its own; none while nobody is at it. */
export const holderLine = (held: Held): KnownBlock[] => {
  const words = holderWords(held);
  return words.length === 0 ? [] : [context(capital(words.join(' · ')))];
};

/** Inside a form: somebody else is at it. Said before the answer, so that nobody works twice without knowing. */
export const holderWarning = ({ assignee, opened }: Pick<Held, 'assignee' | 'opened'>): KnownBlock[] => {
  if (assignee !== null && !assignee.yours)
    return [
      context(`${personLink(assignee)} has this since ${moment(assignee.since)}. You can still go on.`),
    ];
  return opened === null
    ? []
    : [
        context(
          `${personLink(opened.by)} opened this at ${moment(opened.at, 'time')} and may be answering. You can still go on.`,
        ),
      ];
};
