import type { World } from '../../src/ports.ts';
import { checkPlans } from '../../src/usecases/check-plans.ts';
import type { Job } from './job.ts';

/** What was late the last time: whoever is late once may be looked at this very moment. */
const lateBefore = new WeakMap<World, ReadonlySet<string>>();

/** Whether every review that waits will be looked at again. As long as it is so, the heartbeat goes on. */
export const checkPlansJob: Job = {
  name: 'check-plans',
  schedule: '* * * * *',
  run: async (world, log) => {
    const { replanned, unplanned, late } = await checkPlans(world);
    const before = lateBefore.get(world);
    lateBefore.set(world, new Set(late));
    const stuck = late.filter((id) => before?.has(id));
    if (replanned > 0) log.info({ replanned }, 'reviews that wait were planned by the policy in force');
    if (unplanned > 0) log.error({ unplanned }, 'reviews that wait had no next step; they have one now');
    if (stuck.length > 0)
      log.error({ stuck: stuck.length }, 'reviews wait for a step whose moment is over; the heartbeat stops');
    else await world.heartbeat();
  },
};
