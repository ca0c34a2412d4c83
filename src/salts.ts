import { randomBytes } from 'node:crypto';

const SALT_BYTES = 16;
/** So many are drawn at once: each call into the system's random source costs as much as a hundred of them. */
const AT_ONCE = 128;

/** Salts of 128 random bits as hex, each given out once. */
export const createSalts = (): (() => string) => {
  let drawn: string[] = [];
  return () => {
    if (drawn.length === 0) {
      const hex = randomBytes(SALT_BYTES * AT_ONCE).toString('hex');
      drawn = Array.from({ length: AT_ONCE }, (_, n) =>
        hex.slice(n * SALT_BYTES * 2, (n + 1) * SALT_BYTES * 2),
      );
    }
    return drawn.pop() ?? randomBytes(SALT_BYTES).toString('hex');
  };
};
