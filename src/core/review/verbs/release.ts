import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/** Whoever has it gives it back to the queue; an open form alone gives back nothing that another one has. */
export const release: Verb<'release'> = (command, review, _grounds, now) => {
  const refusal = notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const { assignee, claim } = review;
  const holder = assignee ?? (claim !== null && claim.until > now ? claim.by : null);
  if (holder?.id !== command.by.id)
    return err({ code: 'not_yours', ...(assignee === null ? {} : { by: assignee }) });
  return ok([{ type: 'released', at: now, actor: personActor(command.by), data: { by: command.by } }]);
};
