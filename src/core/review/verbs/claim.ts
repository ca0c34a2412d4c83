import { err, ok } from '../../result.ts';
import { notOpen, whyNever } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/** Somebody takes it on: it is theirs until they release it or hand it over. */
export const claim: Verb<'claim'> = (command, review, grounds, now) => {
  const refusal = whyNever(review, grounds, command) ?? notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const { assignee } = review;
  if (assignee !== null && assignee.id === command.by.id) return ok([]);
  if (assignee !== null) return err({ code: 'taken', by: assignee });
  return ok([{ type: 'claimed', at: now, actor: personActor(command.by), data: { assignee: command.by } }]);
};
