import type { DecisionEvent } from '../../decision/decision.ts';
import { err, ok } from '../../result.ts';
import { whyNever } from '../why-not-now.ts';
import { isAgain } from './again.ts';
import { personActor, type Verb } from './verb.ts';

/** Something that whoever decides or looks at it later should know. */
export const note: Verb<'note'> = (command, review, grounds, now) => {
  const refusal = whyNever(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  const text = command.text.trim();
  if (text === '' && command.tags.length === 0) return err({ code: 'rationale_required' });
  const event: DecisionEvent = {
    type: 'noted',
    at: now,
    actor: personActor(command.by),
    data: { by: command.by, text, tags: command.tags },
  };
  return ok(isAgain(event, review, grounds) ? [] : [event]);
};
