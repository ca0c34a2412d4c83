import type { Sleep } from './ready.ts';

/** Work that goes on beside, all of which can be ended at once. */
export type Tasks = {
  signal: AbortSignal;
  /** Rejects when the tasks are stopped first. */
  wait: (ms: number) => Promise<void>;
  /** Goes on until it is done or stopped; what it throws is told, not thrown. */
  run: (task: () => Promise<void>) => void;
  /** Resolves once nothing runs any more. */
  stop: () => Promise<void>;
};

export const createTasks = (sleep: Sleep, onFailure: (error: unknown) => void): Tasks => {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    signal: stopping.signal,
    wait: (ms) => sleep(ms, stopping.signal),
    run: (task) => {
      if (stopping.signal.aborted) return;
      const done = task()
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) onFailure(error);
        })
        .finally(() => running.delete(done));
      running.add(done);
    },
    stop: async () => {
      stopping.abort(new Error('The source was stopped.'));
      await Promise.all(running);
    },
  };
};
