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
        const found = pressed && (await findReviewCase(world, pressed.review_id));
        if (found === undefined) return press.tell(refusalNotice({ code: 'not_found' }).text);
        const { decision } = found.kase;
        const undone = await undoVerdict(world, found.kase.review, press.asker);
        if (!undone.ok)
          return press.tell(refusalNotice(undone.error, wordsOf(found.type, decision.source)).text);
        // The card shows it where it had settled; where others had still to answer it looks much as before.
        const isOpen = found.kase.review.status !== 'settling';
        if (isOpen) await press.tell('Your answer is taken back. You can answer again from the card.');
      },
    },
  ],
};
