import { err, ok } from '../../result.ts';
import { whyNotAnswer } from '../submitter.ts';
import { notOpen } from '../why-not-now.ts';
import type { Verb } from './verb.ts';

/**
 * The question is answered and the clock runs on. A person answers only what they were asked; the source, whose facts
 * they are, also what was put to the person alone.
 */
export const answerInfo: Verb<'answer_info'> = (command, review, { requester }, now) => {
  const { actor, request_id, note, facts = [], values = {}, clock } = command;
  if (actor.kind === 'person') {
    const refusal = whyNotAnswer(review, requester, { by: actor, request_id });
    if (refusal !== undefined) return err(refusal);
  }
  const asked = review.info;
  if (review.status !== 'waiting_info' || asked === null)
    return err(notOpen(review) ?? { code: 'nothing_awaited' });
  if (request_id !== undefined && request_id !== asked.request_id) return err({ code: 'nothing_awaited' });
  const data = {
    request_id: asked.request_id,
    question: asked.question,
    asked_by: asked.by.id,
    ...(note === undefined ? {} : { note }),
    ...(facts.length === 0 ? {} : { facts }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...clock,
  };
  return ok([{ type: 'info_answered', at: now, actor, data }]);
};
