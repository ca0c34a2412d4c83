import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import type { Verb } from './verb.ts';

/** New facts: what was answered to the old ones counts no more. */
export const revise: Verb<'revise'> = (command, review, _grounds, now) => {
  if (review.status === 'settled') return err(notOpen(review) ?? { code: 'nothing_awaited' });
  const { revision, because, due_at, quorum, actor } = command;
  return ok([{ type: 'revised', at: now, actor, data: { revision, because, due_at, quorum } }]);
};
