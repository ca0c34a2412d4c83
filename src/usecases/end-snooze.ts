import type { World } from '../ports.ts';
import { changeReview } from './change-review.ts';

/** Puts back on the desk what was put aside until now. Nothing happens when somebody took it up before. */
export const endSnooze = async (world: World, decisionId: string): Promise<void> => {
  const now = world.clock.now();
  for (const { id, snooze, status } of await world.store.findReviews(decisionId))
    if (snooze !== null && snooze.until <= now && status !== 'settled')
      await changeReview(world, decisionId, () => ({ commands: [{ kind: 'end_snooze' }] }), id);
};
