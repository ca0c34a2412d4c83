import type { Clock } from './ports.ts';

/** The domain clock: wall time and an offset that the sandbox moves. */
export type MovableClock = Clock & { setOffset: (offsetMs: number) => void };

export const createClock = (offsetMs = 0): MovableClock => {
  let offset = offsetMs;
  return {
    now: () => Date.now() + offset,
    setOffset: (next) => {
      offset = next;
    },
  };
};
