import { err, ok } from '../../result.ts';
import { whyNoStep } from './step.ts';
import type { Verb } from './verb.ts';

/** The policy gives it to somebody, once in a queue. Whether that one may have it is checked where their roles are known. */
export const assign: Verb<'assign'> = ({ to, step, policy }, review, grounds, now) => {
  const refusal = whyNoStep(step, review, grounds);
  if (refusal !== undefined) return err(refusal);
  if (review.assignee !== null) return err({ code: 'taken', by: review.assignee });
  const actor = { kind: 'policy', id: policy } as const;
  return ok([{ type: 'reassigned', at: now, actor, data: { assignee: to, note: '', step } }]);
};
