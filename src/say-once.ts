type Say = (sentence: string, about: Record<string, unknown>) => void;

/** So long a trouble is not said again, in wall milliseconds: it is known, and the log stays readable. */
const QUIET_MS = 3_600_000;
const MOST_KEPT = 1_000;

/** Passes a sentence on when the same about the same was not said within the last hour. */
export const sayOnce = (say: Say, now: () => number): Say => {
  const said = new Map<string, number>();
  return (sentence, about) => {
    const key = JSON.stringify([sentence, about]);
    if (now() - (said.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    if (said.size >= MOST_KEPT) said.clear();
    said.set(key, now());
    say(sentence, about);
  };
};
