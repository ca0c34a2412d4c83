import type { World } from '../ports.ts';
import { endSnooze } from './end-snooze.ts';
import { keepTime } from './keep-time.ts';
import { lapseDue } from './lapse-info.ts';
import { settleDue } from './settle-due.ts';

/** Does all that time asks of one decision's reviews: each looks for itself whether its moment has come. */
export const wakeReview = async (world: World, decisionId: string): Promise<void> => {
  await settleDue(world, decisionId);
  await lapseDue(world, decisionId);
  await endSnooze(world, decisionId);
  await keepTime(world, decisionId);
};
