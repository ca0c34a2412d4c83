/** How often a condition is looked at again, in milliseconds. */
const EVERY_MS = 8;

/** Looks until there is something (neither undefined nor false); fails after `withinMs` with the words of `what`. */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 8_000,
): Promise<T> => {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`did not happen within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, EVERY_MS);
    });
  }
};
