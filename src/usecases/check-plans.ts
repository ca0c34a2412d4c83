import type { World } from '../ports.ts';

/**
 * How many reviews were planned by another policy, how many had no plan at all, and the decisions whose moment passed and
 * at which nobody looks.
 */
export type PlanCheck = { replanned: number; unplanned: number; late: string[] };

/** A review is late when nobody has looked at it so long after its moment, in milliseconds. */
const LATE_MS = 300_000;
const BATCH = 500;
/** What is left after so many batches is found a minute later. */
const MOST_ROUNDS = 200;

/**
 * Holds every review that waits to having a future step, or a reason on record why not. What was planned by another policy
 * is planned anew: a chain holds for what waited before it was written. What has no plan at all is a fault, and repaired.
 */
export const checkPlans = async ({ store, policies, clock, wakeUps }: World): Promise<PlanCheck> => {
  const { version } = policies.current();
  let replanned = 0;
  let unplanned = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = await store.unplannedReviews(version, BATCH);
    if (found.length === 0) break;
    const now = clock.now();
    await store.commit(
      found.map(({ id, version: seen }) => ({
        update: 'reviews',
        where: { id, version: seen },
        // Whoever looks at it plans it; until then it counts as planned, so that each is found once.
        set: { wake_at: now, idle_because: null, planned_by: version },
        expect: 0,
      })),
    );
    for (const { planned_by } of found) {
      if (planned_by === version) unplanned += 1;
      else replanned += 1;
    }
  }
  if (replanned + unplanned > 0) wakeUps.wake('reviews', 'plans');
  const late = await store.dueReviews(clock.now() - LATE_MS, BATCH);
  return { replanned, unplanned, late };
};
