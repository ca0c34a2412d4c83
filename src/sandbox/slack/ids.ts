/** Ids and timestamps: repeatable from a seed, so that two runs with the same steps give the same names. */
import { createHash } from 'node:crypto';

export type Issuer = {
  /** `V1`, `V2`, … */
  next: (prefix: string) => string;
  /** An opaque word of `length` hex characters, another one at each call. */
  opaque: (length: number) => string;
  /** A message timestamp, `seconds.microseconds`: wall time, unique and rising. */
  ts: () => string;
};

export const createIssuer = (seed: number, wall: () => number): Issuer => {
  const counters = new Map<string, number>();
  let opaque = 0;
  let lastMicros = 0;
  return {
    next: (prefix) => {
      const n = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, n);
      return `${prefix}${n}`;
    },
    opaque: (length) => {
      opaque += 1;
      return createHash('sha256').update(`${seed}:${opaque}`).digest('hex').slice(0, length);
    },
    ts: () => {
      lastMicros = Math.max(Math.floor(wall() * 1000), lastMicros + 1);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
};
