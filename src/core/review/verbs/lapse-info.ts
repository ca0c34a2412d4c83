import { err, ok } from '../../result.ts';
import type { Verb } from './verb.ts';

/** The moment by which an answer was wanted has passed: the question is dropped and people decide without it. */
export const lapseInfo: Verb<'lapse_info'> = (command, review, _grounds, now) => {
  const asked = review.info;
  const isDue =
    review.status === 'waiting_info' && asked !== null && now >= (asked.due_at ?? Number.POSITIVE_INFINITY);
  if (!isDue) return err({ code: 'nothing_awaited' });
  const data = {
    request_id: asked.request_id,
    question: asked.question,
    asked_by: asked.by.id,
    wanted_by: asked.due_at,
    ...command.clock,
  };
  return ok([{ type: 'info_lapsed', at: now, actor: { kind: 'job', id: 'reviews' }, data }]);
};
