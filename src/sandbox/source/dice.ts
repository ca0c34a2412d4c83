/** Random draws that repeat: the same seed gives the same draws in the same order. */
export type Dice = {
  /** A number from 0 up to, not including, 1. */
  roll: () => number;
  /** A whole number, both ends included. */
  whole: (from: number, to: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  shuffle: <T>(items: readonly T[]) => T[];
};

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to make things up. */
export const createDice = (seed: number): Dice => {
  let state = Math.imul(seed ^ 0x9e_37_79_b9, 0x85_eb_ca_6b);
  const roll = () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(roll() * (to - from + 1));
  return {
    roll,
    whole,
    chance: (share) => roll() < share,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    shuffle: (items) => {
      const keyed = items.map((item) => ({ item, key: roll() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
};
