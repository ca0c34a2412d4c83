import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { ACTIONS, decodePress } from '../../blocks/wire.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { undoVerdict } from '../../src/usecases/undo-verdict.ts';
import type { Conversation } from './desk.ts';
import { wordsOf } from './words.ts';

/** Undo: takes a verdict back while that is possible. */
export const undo: Conversation = {
  name: 'undo',
  actions: [
    {
      id: ACTIONS.undo,
      handle: async ({ world }, press) => {
        const pressed = decodePress(press.value);
        const review = pressed && (await world.store.findReview(pressed.review_id));
        if (review === undefined) return press.tell(refusalNotice({ code: 'not_found' }).text);
        const undone = await undoVerdict(world, review, press.asker);
        if (!undone.ok) {
          const found = await findReviewCase(world, review.id);
          const words = found.ok ? wordsOf(found.value.type, found.value.kase.decision.source) : {};
          return press.tell(refusalNotice(undone.error, words).text);
        }
        // The card shows it where it had settled; where others had still to answer it looks much as before.
        const isOpen = review.status !== 'settling';
        if (isOpen) await press.tell('Your answer is taken back. You can answer again from the card.');
      },
    },
  ],
};
