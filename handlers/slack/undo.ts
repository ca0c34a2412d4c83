import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { ACTIONS, decodePress } from '../../blocks/wire.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { undoVerdict } from '../../src/usecases/undo-verdict.ts';
import type { Conversation } from './desk.ts';
import { wordsOf } from './words.ts';

const TAKEN_BACK_OF_GONE_TYPE =
  'Your answer is taken back. The policy has no such decisions any more, so nobody can answer this until it has them again; its card is drawn anew then.';

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
        // Nobody can say what its card would show now.
        const type = world.policies.current().types[undone.value.decision.type];
        if (type === undefined) return press.tell(TAKEN_BACK_OF_GONE_TYPE);
        // The card shows it where it had settled; where others had still to answer it looks much as before.
        const isOpen = review.status !== 'settling';
        if (isOpen) await press.tell('Your answer is taken back. You can answer again from the card.');
      },
    },
  ],
};
