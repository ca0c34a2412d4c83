import { publishDue } from '../../src/usecases/publish-due.ts';
import type { Job } from './job.ts';

/** Daily digests and weekly reports, each once for its period. */
export const publish: Job = {
  name: 'publish',
  schedule: '* * * * *',
  run: async (world, log) => {
    for (const { what, error } of await publishDue(world))
      log.error({ err: error, what }, 'something could not be published; it is tried again');
  },
};
