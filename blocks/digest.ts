import type { KnownBlock } from '@slack/types';
import type { DailyDigest, DigestLine } from '../src/core/report/daily.ts';
import { LIMITS } from './limits.ts';
import { type CardMessage, context, section } from './pieces.ts';
import { count, line, moment, outside, plain } from './text.ts';
import { ACTIONS, encodeMenu } from './wire.ts';

/** The daily digest: one sentence, then at most five that need somebody, each with its button. */
export const digestMessage = (digest: DailyDigest): CardMessage => {
  const said = sentence(digest);
  return {
    text: said,
    blocks: [
      section(`*${said}*`),
      ...digest.lines.map(needing),
      ...(digest.more === 0
        ? []
        : [context(`${digest.more} more of them: \`/handraise queue\` lists what waits for you.`)]),
    ],
  };
};

const sentence = ({ open, overdue, due_soon, until, oldest, queue }: DailyDigest): string => {
  const waiting = `${count(open, 'decision')} ${open === 1 ? 'waits' : 'wait'}${queue === null ? '' : ` in ${outside(queue, 60)}`}`;
  const late = overdue === 0 ? [] : [`${overdue} overdue`];
  const soon = due_soon === 0 ? [] : [`${due_soon} due before ${moment(until)}`];
  const since = oldest === null ? '' : `; the oldest since ${moment(oldest.opened_at)}`;
  return `${[waiting, ...late, ...soon].join(', ')}${since}.`;
};

const needing = (item: DigestLine): KnownBlock => {
  const { title, why, due_at, held_by, waiting_for_answer, queue, review_id, revision } = item;
  const said = [
    ...(due_at === null ? [] : [`${why === 'overdue' ? '*overdue* since' : 'due'} ${moment(due_at)}`]),
    outside(queue, 60),
    ...(held_by === null ? ['nobody has it'] : [`${outside(held_by, 80)} has it`]),
    ...(waiting_for_answer ? ['waits for an answer'] : []),
  ];
  return {
    ...section(`*${outside(title, 150)}*\n${said.join(' · ')}`),
    accessory: {
      type: 'button',
      action_id: ACTIONS.more,
      text: plain('Open', LIMITS.buttonText),
      value: encodeMenu({ item: 'full_context', review_id, revision }),
      accessibility_label: line(`Open ${title}`, LIMITS.accessibilityLabel),
    },
  };
};
