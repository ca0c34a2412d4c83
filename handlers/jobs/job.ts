import type { Logger } from '../../src/logger.ts';
import type { World } from '../../src/ports.ts';

/**
 * Something that time asks for again and again. `schedule` is a cron expression of five fields; a tick that was missed is
 * not made up for, so each run finds out by itself what is due.
 */
export type Job = { name: string; schedule: string; run: (world: World, log: Logger) => Promise<void> };
