import { err, ok } from '../../result.ts';
import { finalEvent } from '../final-event.ts';
import type { Verb } from './verb.ts';

/** The moment has come from which nothing can be undone or changed. */
export const settle: Verb<'settle'> = (_command, review, grounds, now) => {
  const isDue = review.status === 'settling' && now >= (review.settle_at ?? Number.POSITIVE_INFINITY);
  if (!isDue || review.verdicts.length === 0) return err({ code: 'nothing_awaited' });
  return ok([finalEvent(review, grounds, now)]);
};
