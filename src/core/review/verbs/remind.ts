import { err, ok } from '../../result.ts';
import { concerns } from '../evolve.ts';
import { TIME, whyNoStep } from './step.ts';
import type { Verb } from './verb.ts';

/** Whoever has it is reminded that nobody has answered yet; from the second time on in a message of their own, too. */
export const remind: Verb<'remind'> = ({ step }, review, grounds, now) => {
  const refusal = whyNoStep(step, review, grounds);
  if (refusal !== undefined) return err(refusal);
  const before = (grounds.events ?? []).filter(
    (event) => event.type === 'reminded' && concerns(review, event),
  ).length;
  const { assignee, due_at } = review;
  const data = { step, nth: before + 1, due_at, ...(assignee === null ? {} : { assignee }) };
  return ok([{ type: 'reminded', at: now, actor: TIME, data }]);
};
