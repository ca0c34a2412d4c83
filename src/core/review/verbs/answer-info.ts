import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import type { Verb } from './verb.ts';

/** The question is answered and the clock runs on. */
export const answerInfo: Verb<'answer_info'> = (command, review, _grounds, now) => {
  const asked = review.info;
  if (review.status !== 'waiting_info' || asked === null)
    return err(notOpen(review) ?? { code: 'nothing_awaited' });
  if (command.request_id !== undefined && command.request_id !== asked.request_id)
    return err({ code: 'nothing_awaited' });
  const data = {
    request_id: asked.request_id,
    question: asked.question,
    asked_by: asked.by.id,
    ...(command.note === undefined ? {} : { note: command.note }),
    ...command.clock,
  };
  return ok([{ type: 'info_answered', at: now, actor: command.actor, data }]);
};
