import type { Instant } from '../../src/core/time.ts';
import type { World } from '../../src/ports.ts';
import { type InForce, policyInForce } from '../../src/usecases/policy-in-force.ts';
import { tellEmptySeats } from '../../src/usecases/tell-empty-seats.ts';
import { tellGoneTypes } from '../../src/usecases/tell-gone-types.ts';
import type { Job } from './job.ts';

/** As long as the policy stays, all that waits is looked over so often, in milliseconds of domain time. */
const LOOK_AGAIN_MS = 600_000;
const looked = new WeakMap<World, InForce & { at: Instant }>();

/** What waits and nobody can ever answer as things stand: told once, to those who can change that. */
export const tellUnanswerable: Job = {
  name: 'tell-unanswerable',
  schedule: '* * * * *',
  run: async (world, log) => {
    const { version } = world.policies.current();
    const at = world.clock.now();
    const last = looked.get(world);
    if (last?.version === version && at - last.at < LOOK_AGAIN_MS) return;
    const inForce = last?.version === version ? last : await policyInForce(world, version);
    const gone = await tellGoneTypes(world, inForce);
    if (gone !== undefined)
      log.warn({ types: gone.types }, 'decisions wait whose type the policy has no more');
    for (const { role, decisions, more } of await tellEmptySeats(world))
      log.warn({ role, decisions: decisions.length + more }, 'decisions wait for a role that nobody holds');
    looked.set(world, { version, since: inForce.since, at });
  },
};
