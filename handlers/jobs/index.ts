import { checkPlansJob } from './check-plans.ts';
import type { Job } from './job.ts';
import { publish } from './publish.ts';
import { tellAbsent } from './tell-absent.ts';
import { tellUnanswerable } from './tell-unanswerable.ts';

/** Everything that runs by the clock. */
export const jobs: readonly Job[] = [publish, checkPlansJob, tellAbsent, tellUnanswerable];
