import { z } from 'zod';
import type { RunningApp } from './app.ts';

const order = z.object({ type: z.literal('clock'), id: z.number(), offset_ms: z.number().int() });

/**
 * Under the sandbox the parent process moves our clock over the IPC channel; answered when all that became due has
 * run. Without its parent the bot ends. No other way leads to the clock.
 */
export const followParent = (app: RunningApp, stop: () => void): void => {
  if (process.send === undefined) return;
  process.on('message', (message) => {
    const read = order.safeParse(message);
    if (!read.success) return;
    const { id, offset_ms } = read.data;
    app.clock.setOffset(offset_ms);
    void app.settled().finally(() => process.send?.({ type: 'clock_done', id }));
  });
  process.on('disconnect', stop);
  process.send({ type: 'ready', api: app.url });
};
