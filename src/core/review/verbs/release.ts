import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/** Whoever has it gives it back to the queue. */
export const release: Verb<'release'> = (command, review, _grounds, now) => {
  const refusal = notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const { assignee, claim } = review;
  const holds = assignee?.id === command.by.id || claim?.by.id === command.by.id;
  if (!holds) return err({ code: 'not_yours' });
  return ok([{ type: 'released', at: now, actor: personActor(command.by), data: { by: command.by } }]);
};
