import type { World } from '../ports.ts';
import { changeReview } from './change-review.ts';

/** Makes a verdict final whose undo window has closed. Nothing happens when it was undone or settled before. */
export const settleDue = async (world: World, decisionId: string): Promise<void> => {
  await changeReview(world, decisionId, () => ({ commands: [{ kind: 'settle' }] }));
};
