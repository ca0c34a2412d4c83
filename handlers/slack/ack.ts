/** Slack wants an ack within 3 s (https://docs.slack.dev/interactivity/handling-user-interaction); a margin below it. */
const ACK_BY_MS = 2_200;

/**
 * Acks as soon as what was asked for is kept: `work` says `taken` when only showing is left, so that no ack waits for
 * another call to Slack. Ends with the work, which goes on after an ack that had to go out in time.
 */
export const acking = async (
  ack: () => Promise<void>,
  work: (taken: () => void) => Promise<void>,
): Promise<void> => {
  let late: NodeJS.Timeout | undefined;
  const inTime = new Promise<void>((resolve) => {
    late = setTimeout(resolve, ACK_BY_MS);
  });
  let taken = (): void => undefined;
  const kept = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const working = work(taken);
  await Promise.race([working, kept, inTime]);
  clearTimeout(late);
  await ack();
  await working;
};
