import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import type { Verb } from './verb.ts';

/** The source withdraws it. */
export const cancel: Verb<'cancel'> = (command, review, _grounds, now) => {
  if (review.status === 'settled') return err(notOpen(review) ?? { code: 'nothing_awaited' });
  const data = { disposition: 'cancelled', reason: command.reason };
  return ok([{ type: 'cancelled', at: now, actor: command.actor, data }]);
};
