import type { Route } from './route-result.ts';

/**
 * What an executed decision has in common with others that ran for the same reasons: type, level, consequence and band.
 * When one of them turns out wrong, the others are suspect.
 */
export const stratumOf = (type: string, { level, consequence, confidence }: Route): string =>
  JSON.stringify([type, level, consequence, confidence.band ?? null]);
