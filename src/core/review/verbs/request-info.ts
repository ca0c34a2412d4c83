import { err, ok } from '../../result.ts';
import { raisedBy } from '../raised-by.ts';
import { submitterOf } from '../submitter.ts';
import { whyNotNow } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/**
 * A question to the source, the person who asked for the decision, or both: the review waits for the answer. What a
 * person raised has no source that could hear a question, so they get it, whoever was chosen.
 */
export const requestInfo: Verb<'request_info'> = (command, review, grounds, now) => {
  const refusal = whyNotNow(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  const { request_id, facts, by, due_at, overdue_at } = command;
  const to = raisedBy(grounds) === null ? (command.to ?? 'source') : 'submitter';
  const person = to === 'source' ? undefined : submitterOf(grounds.requester);
  if (to !== 'source' && person === undefined) return err({ code: 'nobody_to_ask' });
  const request = {
    request_id,
    question: command.question.trim(),
    facts,
    to,
    ...(person === undefined ? {} : { person }),
    by,
    asked_at: now,
    due_at,
    ...(overdue_at === undefined ? {} : { overdue_at }),
  };
  return ok([{ type: 'info_requested', at: now, actor: personActor(by), data: { request } }]);
};
