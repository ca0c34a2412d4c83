import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/** What people asked for and is still being done, after its ack too: a stop waits for it. */
export type UnderWay = {
  /** Takes note of work until it ends; what it throws is the work's own affair. */
  during: <T>(work: Promise<T>) => Promise<T>;
  /** Settles when nothing is under way. */
  idle: () => Promise<void>;
};

export const createUnderWay = (): UnderWay => {
  const works = new Set<Promise<unknown>>();
  return {
    during: async (work) => {
      works.add(work);
      try {
        return await work;
      } finally {
        works.delete(work);
      }
    },
    idle: async () => {
      while (works.size > 0) await Promise.allSettled(works);
    },
  };
};

/** Takes note of every interaction, with all that its listeners do. */
export const notingAll =
  ({ during }: UnderWay): Middleware<AnyMiddlewareArgs> =>
  ({ next }) =>
    during(next());
