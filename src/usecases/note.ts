import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { Review } from '../core/review/review.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { whoAsks } from './who-asks.ts';

/** Somebody leaves a note and marks for whoever decides or looks at it later; also once it is settled. */
export const note = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
  { text, tags }: { text: string; tags: string[] },
): Promise<Result<ReviewCase, Refusal>> => {
  const standing = await whoAsks(world, asker);
  if (standing === undefined) return err({ code: 'cannot_check_authority' });
  const plan: Plan = { commands: [{ kind: 'note', ...standing, text, tags }] };
  return changeReview(world, decision_id, () => plan, id);
};
