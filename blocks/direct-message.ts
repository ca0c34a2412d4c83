import type { KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { LIMITS } from './limits.ts';
import { originWords } from './origin.ts';
import { type CardMessage, context, fitMrkdwn, section } from './pieces.ts';
import { line, moment, outside, plain } from './text.ts';
import { ACTIONS, encodeMenu } from './wire.ts';

/** A case in a message to one person: what it is, until when, and a way in. `why` is ready mrkdwn; `more` others wait for them. */
export const directMessage = (view: CardView, why: string, more = 0): CardMessage => {
  const { review_id, revision, title, question, due, type, source, raised_by, story } = view;
  const until =
    due === null || story !== null ? [] : [`${due.overdue ? '*overdue* since' : 'due'} ${moment(due.at)}`];
  return {
    text: fitMrkdwn(`${why} ${outside(title, 200)}`, LIMITS.sectionText),
    blocks: [
      {
        ...section(`${why}\n*${outside(title, 200)}*\n${outside(question, 300)}`),
        ...(review_id === null
          ? {}
          : {
              accessory: {
                type: 'button',
                action_id: ACTIONS.more,
                text: plain('Open', LIMITS.buttonText),
                value: encodeMenu({ item: 'full_context', review_id, revision }),
                accessibility_label: line(`Open ${title}`, LIMITS.accessibilityLabel),
              },
            }),
      },
      context([originWords({ type: type.label, source, raised_by }), ...until].join(' · ')),
      ...moreLine(more),
    ],
  };
};

/** What else waits for whoever reads it. */
export const moreLine = (more: number): KnownBlock[] =>
  more === 0 ? [] : [context(`*${more} more wait for you*: all of them are on your Home.`)];
