import { randomFillSync } from 'node:crypto';
import type { Ids } from './ports.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/**
 * Ids that sort by the time of their making: 48 bits of wall time and 80 random bits in Crockford's base 32, as
 * ULIDs have them (https://github.com/ulid/spec), in lower case behind a prefix that says what they name.
 */
export const createIds = (now: () => number = Date.now): Ids => {
  const pool = new Uint8Array(RANDOM_CHARS * 256);
  let used = pool.length;
  return {
    next: (prefix) => {
      if (used === pool.length) {
        randomFillSync(pool);
        used = 0;
      }
      let text = '';
      for (let time = now(), place = 0; place < TIME_CHARS; place++) {
        text = ALPHABET.charAt(time % 32) + text;
        time = Math.floor(time / 32);
      }
      for (const end = used + RANDOM_CHARS; used < end; used++)
        text += ALPHABET.charAt((pool[used] ?? 0) % 32);
      return `${prefix}_${text}`;
    },
  };
};
