import type { Button, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { LIMITS } from './limits.ts';
import { section } from './pieces.ts';
import { inSentence, line, outside, plain } from './text.ts';
import { ACTIONS, encodePress } from './wire.ts';

/** The person's own answer, and a button to take it back while that is possible. For them alone: a card is for everybody. */
export const ownAnswer = (view: CardView): KnownBlock[] => {
  const { own_answer: mine, review_id } = view;
  if (mine === null || view.story !== null) return [];
  const said = section(`You answered *${outside(inSentence(mine.option.label), 75)}*. ${stateOf(view)}`);
  return [
    mine.undoable && review_id !== null ? { ...said, accessory: undoButton({ ...view, review_id }) } : said,
  ];
};

const stateOf = ({ progress: { given, needed }, endorsements, own_answer }: CardView): string => {
  const left = needed - given;
  const ending = own_answer?.undoable === true ? ' Until then you can take it back.' : '';
  if (needed > 1 && left > 0)
    return `${left === 1 ? '1 more person has' : `${left} more people have`} to answer.${ending}`;
  return endorsements.length > 0
    ? `It is a recommendation: somebody whose authority reaches so far decides.${ending}`
    : '';
};

const undoButton = ({
  review_id,
  revision,
  digest,
  external_id,
  title,
}: Pick<CardView, 'revision' | 'digest' | 'external_id' | 'title'> & { review_id: string }): Button => ({
  type: 'button',
  text: plain('Take it back', LIMITS.buttonText),
  action_id: ACTIONS.undo,
  value: encodePress({ review_id, revision, digest }),
  accessibility_label: line(`Take back your answer to ${external_id ?? title}`, LIMITS.accessibilityLabel),
});
