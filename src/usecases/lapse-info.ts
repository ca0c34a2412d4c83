import type { Lapse } from '../core/review/review.ts';
import type { World } from '../ports.ts';
import { changeReview } from './change-review.ts';
import { restartedClock } from './restart-clock.ts';

/** Gives a review back to people when nobody answered its question in time. Nothing happens when somebody did. */
export const lapseDue = async (world: World, decisionId: string): Promise<void> => {
  const review = (await world.store.findCase(decisionId))?.review;
  const due = review?.info?.due_at ?? null;
  if (review?.status !== 'waiting_info' || due === null || due > world.clock.now()) return;
  await lapse(world, decisionId, 'time');
};

/** The same when the person who was asked cannot be written to and nobody else was asked. */
export const lapseUnreachable = (world: World, decisionId: string, requestId: string): Promise<unknown> =>
  lapse(world, decisionId, 'unreachable', requestId);

const lapse = (
  world: World,
  decisionId: string,
  because: Lapse['because'],
  request_id?: string,
): Promise<unknown> =>
  changeReview(world, decisionId, (kase) => ({
    commands: [
      {
        kind: 'lapse_info',
        because,
        ...(request_id === undefined ? {} : { request_id }),
        clock: restartedClock(world, kase),
      },
    ],
  }));
