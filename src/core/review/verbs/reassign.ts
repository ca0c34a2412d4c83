import { err, ok } from '../../result.ts';
import { notOpen, whyNever } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/** Somebody who may decide it hands it to somebody else. Whether that one may decide is checked where their roles are known. */
export const reassign: Verb<'reassign'> = (command, review, grounds, now) => {
  const refusal = whyNever(review, grounds, command) ?? notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const { by, to } = command;
  if (review.assignee?.id === to.id) return err({ code: 'taken', by: to });
  const data = { by, assignee: to, note: command.note.trim() };
  return ok([{ type: 'reassigned', at: now, actor: personActor(by), data }]);
};
