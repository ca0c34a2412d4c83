import type { World } from '../ports.ts';
import { changeReview } from './change-review.ts';

/** Makes verdicts final whose undo window has closed. Nothing happens when one was undone or settled before. */
export const settleDue = async (world: World, decisionId: string): Promise<void> => {
  for (const { id, status } of await world.store.findReviews(decisionId))
    if (status === 'settling')
      await changeReview(world, decisionId, () => ({ commands: [{ kind: 'settle' }] }), id, 'type_gone');
};
