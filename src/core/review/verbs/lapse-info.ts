import { err, ok } from '../../result.ts';
import type { Instant } from '../../time.ts';
import type { CommandOf } from '../commands.ts';
import type { InfoRequest } from '../review.ts';
import type { Verb } from './verb.ts';

/** Nobody answers, in time or at all: the question is dropped and people decide without an answer. */
export const lapseInfo: Verb<'lapse_info'> = (command, review, _grounds, now) => {
  const asked = review.info;
  if (review.status !== 'waiting_info' || asked === null || !isOver(command, asked, now))
    return err({ code: 'nothing_awaited' });
  const data = {
    request_id: asked.request_id,
    question: asked.question,
    asked_by: asked.by.id,
    lapsed: { because: command.because, wanted_by: asked.due_at },
    ...command.clock,
  };
  return ok([{ type: 'info_lapsed', at: now, actor: { kind: 'job', id: 'reviews' }, data }]);
};

/** While the source is asked as well, its answer may still come. */
const isOver = (
  { because, request_id }: CommandOf<'lapse_info'>,
  asked: InfoRequest,
  now: Instant,
): boolean =>
  because === 'time'
    ? now >= (asked.due_at ?? Number.POSITIVE_INFINITY)
    : asked.to === 'submitter' && request_id === asked.request_id;
