import { err, ok } from '../../result.ts';
import { notOpen } from '../why-not-now.ts';
import type { Verb } from './verb.ts';

/** Others are asked to decide it: somebody wants it, time ran out, or something happened. */
export const escalate: Verb<'escalate'> = (command, review, _grounds, now) => {
  const refusal = notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const { actor, by, to, because } = command;
  const note = command.note.trim();
  return ok([
    { type: 'escalated', at: now, actor, data: { ...(by === undefined ? {} : { by }), to, because, note } },
  ]);
};
