import { expect, it } from 'vitest';
import { createSalts } from '../src/salts.ts';

it('salts are 128 bits as hex, and none is given out twice', () => {
  const salt = createSalts();
  const given = Array.from({ length: 1_000 }, salt);
  expect(given.every((one) => /^[0-9a-f]{32}$/.test(one))).toBe(true);
  expect(new Set(given).size).toBe(1_000);
});
