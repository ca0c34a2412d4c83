import type { DecisionEvent } from '../../decision/decision.ts';
import type { Refusal } from '../../refusal.ts';
import { err, ok } from '../../result.ts';
import type { CommandOf } from '../commands.ts';
import type { Review } from '../review.ts';
import { type Grounds, notOpen, whyNever } from '../why-not-now.ts';
import { isAgain } from './again.ts';
import { stepRefusal } from './step.ts';
import type { Verb } from './verb.ts';

/** Others are asked to decide it: somebody wants it, time ran out, or something happened. */
export const escalate: Verb<'escalate'> = (command, review, grounds, now) => {
  const { actor, by, to, because, due_at, people, step } = command;
  const refusal =
    (because === 'asked' ? whyNotAsk(command, review, grounds) : stepRefusal(step, review, grounds)) ??
    notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const note = command.note.trim();
  if (because === 'asked' && note === '') return err({ code: 'rationale_required' });
  const data = {
    ...(by === undefined ? {} : { by }),
    to,
    because,
    note,
    ...(due_at === undefined ? {} : { due_at }),
    ...(people === undefined ? {} : { people }),
    ...(step === undefined ? {} : { step }),
  };
  const event: DecisionEvent = { type: 'escalated', at: now, actor, data };
  return ok(because === 'asked' && isAgain(event, review, grounds) ? [] : [event]);
};

/** Only who may decide it passes it on, and to somewhere else than where it is. */
const whyNotAsk = (
  { by, roles = [], stands_in = [], to }: CommandOf<'escalate'>,
  review: Review,
  grounds: Grounds,
): Refusal | undefined => {
  if (by === undefined) return { code: 'not_a_decider', roles: grounds.type.deciders };
  const refusal = whyNever(review, grounds, { by, roles, stands_in });
  if (refusal !== undefined) return refusal;
  if (to.queue !== undefined && to.queue === grounds.decision?.queue)
    return { code: 'there_already', queue: to.queue };
  return to.person !== undefined && to.person.id === review.assignee?.id
    ? { code: 'taken', by: to.person }
    : undefined;
};
