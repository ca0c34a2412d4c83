import { tellAbsent as tell } from '../../src/usecases/tell-absent.ts';
import type { Job } from './job.ts';

/** What was decided in somebody's stead, told once when they are back. */
export const tellAbsent: Job = {
  name: 'tell-absent',
  schedule: '* * * * *',
  run: (world) => tell(world),
};
