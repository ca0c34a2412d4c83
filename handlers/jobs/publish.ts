import { publishDue } from '../../src/usecases/publish-due.ts';
import type { Job } from './job.ts';

/** Daily digests and weekly reports, each once for its period. */
export const publish: Job = {
  name: 'publish',
  schedule: '* * * * *',
  run: (world) => publishDue(world),
};
