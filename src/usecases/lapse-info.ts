import type { World } from '../ports.ts';
import { changeReview } from './change-review.ts';
import { restartedClock } from './restart-clock.ts';

/** Gives a review back to people when nobody answered its question in time. Nothing happens when somebody did. */
export const lapseInfo = async (world: World, decisionId: string): Promise<void> => {
  const review = (await world.store.findCase(decisionId))?.review;
  const due = review?.info?.due_at ?? null;
  if (review?.status !== 'waiting_info' || due === null || due > world.clock.now()) return;
  await changeReview(world, decisionId, (kase) => ({
    commands: [{ kind: 'lapse_info', clock: restartedClock(world, kase) }],
  }));
};
