import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { Review } from '../core/review/review.ts';
import type { Instant } from '../core/time.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { whoAsks } from './who-asks.ts';

/** Somebody puts it aside for a while; it comes back by itself. */
export const snooze = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
  until: Instant,
): Promise<Result<ReviewCase, Refusal>> => {
  const standing = await whoAsks(world, asker);
  if (standing === undefined) return err({ code: 'cannot_check_authority' });
  const plan: Plan = { commands: [{ kind: 'snooze', ...standing, until }] };
  return changeReview(world, decision_id, () => plan, id);
};
