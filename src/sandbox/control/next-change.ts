import type { Change, World } from '../slack/world.ts';

/** Waits for a change: `happened` settles at the first that fits, or when it is given up. */
export type NextChange = { happened: Promise<void>; giveUp: () => void };

/** Watches for the next change that fits, from now on. Whoever watches gives up in the end. */
export const nextChange = (world: World, fits: (change: Change) => boolean): NextChange => {
  let giveUp = (): void => undefined;
  const happened = new Promise<void>((resolve) => {
    const watcher = (change: Change): void => {
      if (fits(change)) giveUp();
    };
    giveUp = () => {
      world.watchers.delete(watcher);
      resolve();
    };
    world.watchers.add(watcher);
  });
  return { happened, giveUp };
};
