import type { CardView, Story } from '../src/core/review/card-view.ts';
import { directMessage } from './direct-message.ts';
import type { CardMessage } from './pieces.ts';
import { storyWords } from './settled-card.ts';
import { inSentence, outside, personLink } from './text.ts';

/** The answer to what somebody raised, in a message to them: what, by whom, and why. */
export const raisedAnswer = (view: CardView & { story: Story }): CardMessage => {
  const { by, reason, rationale, note, changes } = view.story;
  const who = by === null ? '' : ` by ${personLink(by)}`;
  const said = rationale === '' ? '' : `. “${outside(rationale, 600)}”`;
  return directMessage(
    view,
    [
      `What you raised has an answer: *${outside(inSentence(storyWords(view.story)), 100)}*${who}.`,
      ...changes
        .slice(0, 8)
        .map(({ label, from, to }) => `${outside(label, 60)}: ${outside(from, 150)} → *${outside(to, 150)}*`),
      ...(reason === null ? [] : [`Reason: ${outside(reason, 75)}${said}`]),
      ...(note === null || note === '' ? [] : [`Reason: “${outside(note, 600)}”`]),
    ].join('\n'),
  );
};
