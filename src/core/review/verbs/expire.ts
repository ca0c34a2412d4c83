import type { DecisionEvent } from '../../decision/decision.ts';
import { err, ok } from '../../result.ts';
import { mayExecute } from '../../sla/may-execute.ts';
import { TIME, whyNoStep } from './step.ts';
import type { Verb } from './verb.ts';

/**
 * Nobody has answered in time, and the chain ends: it goes on waiting (`lapsed`), or it ends without an answer
 * (`expired`). Then `option` is what the source is to do, as the policy says, and nobody's answer: the disposition stays
 * `expired`, and nothing was overridden since nobody decided.
 */
export const expire: Verb<'expire'> = ({ step, how, instead_of }, review, grounds, now) => {
  const refusal = whyNoStep(step, review, grounds);
  if (refusal !== undefined) return err(refusal);
  const { revision, type } = grounds;
  const event = (kind: 'lapsed' | 'expired', data: Record<string, unknown>): DecisionEvent => ({
    type: kind,
    at: now,
    actor: TIME,
    data: { step, ...data },
  });
  if (how === 'hold' || review.kind === 'audit')
    return ok([event('lapsed', instead_of === undefined ? {} : { instead_of })]);
  const lapsing = { level: revision.route.level, quorum: review.quorum, type, submission: revision.body };
  if (how === 'execute' && !mayExecute(lapsing)) return err({ code: 'nothing_awaited' });
  const option =
    how === 'execute'
      ? revision.body.recommendation?.option
      : type.options.find(({ disposition }) => disposition === 'rejected')?.id;
  const data = { how, disposition: 'expired', option: option ?? null, values: null, overridden: null };
  return ok([event('expired', data)]);
};
