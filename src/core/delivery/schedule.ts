const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Waits before each try, in milliseconds on the domain clock: the first at once, ten in all over about 76 hours.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (deliverability)
 */
const WAITS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** At most this share is added to a wait, so that sources that failed together are not retried together. */
const JITTER = 0.1;

/**
 * The wait before the next try after `failed` tries, in milliseconds; undefined when there is none left.
 * @param random uniform in [0, 1)
 */
export const waitAfter = (failed: number, random: number): number | undefined => {
  const wait = WAITS[failed];
  return wait === undefined ? undefined : Math.round(wait * (1 + JITTER * random));
};
