import type { Instant } from '../time.ts';

const DAY_MS = 86_400_000;

/**
 * Whether somebody is told now of what was answered in their stead. As long as they are away, or somebody stands in for a
 * time, they are left alone: they hear of all of it once, when they are back. Where somebody stands in for good they hear
 * of it a day after the first of it, so once a day at most.
 * @param oldest when the first answer that they have not been told of was given
 */
export const isToBeTold = (
  {
    away,
    delegations,
    oldest,
  }: { away: boolean; delegations: readonly { ends_at: Instant | null }[]; oldest: Instant },
  now: Instant,
): boolean => {
  if (away) return false;
  if (delegations.length === 0) return true;
  const forGood = delegations.some(({ ends_at }) => ends_at === null);
  return forGood && now >= oldest + DAY_MS;
};
