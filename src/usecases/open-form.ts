import type { Standing } from '../core/review/authority.ts';
import type { Shown } from '../core/review/commands.ts';
import type { Review } from '../core/review/review.ts';
import type { World } from '../ports.ts';
import { changeReview } from './change-review.ts';

/**
 * Says on the card that somebody has its form open. Comes after the form: nobody waits for it.
 * @param kept that they looked at it counts, whoever else has its form open
 */
export const openForm = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  standing: Standing,
  { revision, digest }: Shown,
  kept = false,
): Promise<void> => {
  const command = { kind: 'open_form', ...standing, shown: { revision, digest }, kept } as const;
  await changeReview(world, decision_id, () => ({ commands: [command] }), id);
};
