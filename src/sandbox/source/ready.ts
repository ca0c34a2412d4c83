import { setTimeout } from 'node:timers/promises';

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => setTimeout(ms, undefined, signal && { signal });

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 3000;

/** Asks `/readyz` until the API takes decisions, ever more rarely. Rejects when the signal is aborted. */
export const waitUntilReady = async (
  apiUrl: () => string,
  wait: (ms: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    if (await isReady(apiUrl(), signal)) return;
    await wait(pause);
  }
};

const isReady = async (url: string, signal: AbortSignal): Promise<boolean> => {
  try {
    const answer = await fetch(`${url}/readyz`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false; // not there yet
  }
};
