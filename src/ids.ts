import { randomFillSync } from 'node:crypto';
import type { Ids } from './ports.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/**
 * Ids that sort in the order of their making, also within a millisecond: 48 bits of wall time and 80 random bits in
 * Crockford's base 32, counted up while the time stays the same, as monotonic ULIDs have them
 * (https://github.com/ulid/spec), in lower case behind a prefix that says what they name.
 */
export const createIds = (now: () => number = Date.now): Ids => {
  const digits = new Uint8Array(RANDOM_CHARS);
  let last = Number.NEGATIVE_INFINITY;

  const draw = (): void => {
    randomFillSync(digits);
    for (let place = 0; place < RANDOM_CHARS; place++) digits[place] = (digits[place] ?? 0) % 32;
    // Room to count up in.
    digits[0] = (digits[0] ?? 0) % 16;
  };

  const countUp = (): void => {
    for (let place = RANDOM_CHARS - 1; place >= 0; place--) {
      const digit = ((digits[place] ?? 0) + 1) % 32;
      digits[place] = digit;
      if (digit !== 0) return;
    }
  };

  return {
    next: (prefix) => {
      // A clock that was set back must not put a later id before an earlier one.
      const time = Math.max(now(), last);
      if (time === last) countUp();
      else draw();
      last = time;
      let text = '';
      for (let left = time, place = 0; place < TIME_CHARS; place++) {
        text = ALPHABET.charAt(left % 32) + text;
        left = Math.floor(left / 32);
      }
      for (const digit of digits) text += ALPHABET.charAt(digit);
      return `${prefix}_${text}`;
    },
  };
};
