import { schedule } from 'node-cron';
import type { Job } from '../../handlers/jobs/job.ts';
import type { Logger } from '../logger.ts';

export type Schedule = {
  /** Runs every job now, each once: after the clock was moved. */
  runAll: () => Promise<void>;
  /** No job begins any more; settles when those that run have ended. */
  stop: () => Promise<void>;
};

/**
 * Ticks by wall time. A job that still runs is not begun again; one that fails is said and runs at its next tick, since
 * jobs find out by themselves what is due.
 */
export const startSchedule = (
  jobs: readonly Job[],
  run: (job: Job) => Promise<void>,
  log: Logger,
): Schedule => {
  const running = new Map<string, Promise<void>>();
  const once = (job: Job): Promise<void> => {
    const begun =
      running.get(job.name) ??
      run(job)
        .catch((error: unknown) => log.error({ err: error, job: job.name }, 'a job failed; it runs again'))
        .finally(() => running.delete(job.name));
    running.set(job.name, begun);
    return begun;
  };
  const tasks = jobs.map((job) => schedule(job.schedule, () => once(job), { name: job.name }));
  return {
    runAll: async () => {
      for (const job of jobs) {
        // What runs now may have looked at the clock before it was moved.
        await running.get(job.name);
        await once(job);
      }
    },
    stop: async () => {
      for (const task of tasks) void task.destroy();
      await Promise.all(running.values());
    },
  };
};
