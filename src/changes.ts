import type { Changes, WakeUps } from './ports.ts';

/** Who waits for a decision's next change, and how they are told. Each change is told once to all that wait then. */
export const createChanges = (): Changes & Pick<WakeUps, 'changed'> => {
  const listeners = new Map<string, Set<() => void>>();
  return {
    changed: (decisionId) => {
      const told = listeners.get(decisionId);
      listeners.delete(decisionId);
      for (const tell of told ?? []) tell();
    },
    next: (decisionId, ms, signal) => {
      const set = listeners.get(decisionId) ?? new Set();
      listeners.set(decisionId, set);
      let stop = (): void => undefined;
      const happened = new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, Math.max(0, ms));
        set.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
        stop = () => {
          clearTimeout(timeout);
          set.delete(resolve);
          if (set.size === 0 && listeners.get(decisionId) === set) listeners.delete(decisionId);
          resolve();
        };
      });
      return { happened: happened.finally(stop), stop };
    },
  };
};
