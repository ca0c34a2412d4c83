import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { AskedOf, Review } from '../core/review/review.ts';
import type { Instant } from '../core/time.ts';
import type { Asker, World } from '../ports.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { overdueAt } from './restart-clock.ts';
import { whoAsks } from './who-asks.ts';

export type AskedInfo = {
  shown: { revision: number; digest: string };
  question: string;
  facts: string[];
  to: AskedOf;
  due_at: Instant | null;
};

/** A person asks the source, the person who submitted it, or both; the review waits until somebody answers. */
export const requestInfo = async (
  world: World,
  { id, decision_id }: Pick<Review, 'id' | 'decision_id'>,
  asker: Asker,
  asked: AskedInfo,
): Promise<Result<ReviewCase, Refusal>> => {
  const known = await whoAsks(world, asker);
  if (known === undefined) return err({ code: 'cannot_check_authority' });
  const request_id = world.ids.next('inf');
  const plan = (kase: ReviewCase): Plan => ({
    commands: [{ kind: 'request_info', request_id, ...known, ...asked, overdue_at: overdueAt(world, kase) }],
  });
  return changeReview(world, decision_id, plan, id);
};
