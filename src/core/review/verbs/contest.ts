import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import type { Verb } from './verb.ts';

/** The person concerned asks for a human: an audit that is open becomes theirs, a review already waits for one. */
export const contest: Verb<'contest'> = (command, review, _grounds, now) => {
  const isTooLate = review.kind === 'audit' ? review.status !== 'open' : review.status === 'settled';
  if (isTooLate) return err(notOpen(review) ?? { code: 'nothing_awaited' });
  const { actor, by, note } = command;
  return ok([{ type: 'contested', at: now, actor, data: { by, note } }]);
};
