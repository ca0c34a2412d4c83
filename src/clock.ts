import type { Clock } from './ports.ts';

/** The domain clock: wall time and an offset that the sandbox moves. */
export type MovableClock = Clock & {
  /** How far it is moved, in milliseconds. */
  offset: () => number;
  setOffset: (offsetMs: number) => void;
};

export const createClock = (offsetMs = 0): MovableClock => {
  let offset = offsetMs;
  return {
    now: () => Date.now() + offset,
    offset: () => offset,
    setOffset: (next) => {
      offset = next;
    },
  };
};
