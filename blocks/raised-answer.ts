import type { CardView, Story } from '../src/core/review/card-view.ts';
import type { Correction } from '../src/core/review/view-corrections.ts';
import { directMessage } from './direct-message.ts';
import type { CardMessage } from './pieces.ts';
import { changedWords, correctedWords, reasonWords, storyWords } from './settled-card.ts';
import { inSentence, outside, personLink } from './text.ts';

/** To whoever has just raised something: where it waits. Ready mrkdwn. */
export const raisedNow = ({ title, queue }: { title: string; queue: string }): string =>
  `Raised: *${outside(title, 150)}* waits in the queue ${outside(queue, 60)}. You get a message with the answer.`;

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

/** That the answer to what somebody raised was wrong, and what is right: they may have acted on the first one. */
export const raisedCorrection = (
  view: CardView,
  { by, was, now, changes, reason_label, reason }: Correction,
): CardMessage =>
  directMessage(
    view,
    [
      `The answer to what you raised was corrected by ${personLink(by)}: ${correctedWords({ was, now })}.`,
      ...changes.slice(0, 8).map((change) => changedWords(change, 150)),
      `Reason: ${reasonWords(reason_label, reason, 600)}`,
    ].join('\n'),
  );
