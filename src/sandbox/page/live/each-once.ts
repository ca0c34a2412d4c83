/**
 * Runs `work` for what arrives, one run per name at a time. What arrives during a run leads to
 * exactly one more, so that a burst of changes becomes two fetches and the last state is always seen.
 */
export function eachOnce<T>(
  nameOf: (what: T) => string,
  work: (what: T) => Promise<unknown>,
): (what: T) => void {
  const running = new Map<string, { again: boolean }>();
  const run = async (name: string, what: T): Promise<void> => {
    const mine = { again: true };
    running.set(name, mine);
    try {
      while (mine.again) {
        mine.again = false;
        await work(what);
      }
    } finally {
      running.delete(name);
    }
  };
  return (what) => {
    const name = nameOf(what);
    const current = running.get(name);
    if (current) current.again = true;
    else void run(name, what);
  };
}
