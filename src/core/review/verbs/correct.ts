import type { Person } from '../../actor.ts';
import { canonical } from '../../decision/canonical.ts';
import { err, ok } from '../../result.ts';
import { capacitiesFor, reaches, whoReaches } from '../authority.ts';
import { correctionsIn } from '../corrections.ts';
import { endingOf } from '../final-event.ts';
import { checkVerdict } from '../verdict.ts';
import { whyNever } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/**
 * A person's answer turns out wrong after it has become final. The decision stays as it ended, since the source acted on
 * it; what it should have been is told to the source and kept beside it.
 */
export const correct: Verb<'correct'> = (command, review, grounds, now) => {
  const refusal = whyNever(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  const { revision, type, decision, limits = [], events = [] } = grounds;
  if (review.status !== 'settled' || !ANSWERED.has(review.disposition ?? ''))
    return err({ code: 'nothing_to_correct' });
  const before = correctionsIn(events);
  const last = before.at(-1);
  // Whoever corrects has to have seen what stands.
  if (last !== undefined && command.seen !== undefined && command.seen !== before.length)
    return err({ code: 'corrected_meanwhile', by: last.data.by as Person, at: last.at });
  const checked = checkVerdict(command, revision, type);
  if (!checked.ok) return checked;
  if (command.rationale.trim() === '') return err({ code: 'rationale_required' });
  const ending = endingOf(checked.value, revision, type);
  const was =
    last === undefined
      ? { option: decision?.option ?? null, values: decision?.values ?? null }
      : { option: String(last.data.now), values: last.data.values ?? null };
  if (canonical(was) === canonical({ option: ending.option, values: ending.values ?? null }))
    return err({ code: 'nothing_changed' });
  // What takes several to approve is not approved by one of them afterwards; anybody who may decide may be against it.
  if (ending.disposition !== 'rejected' && review.quorum !== null)
    return err({ code: 'takes_several', needed: review.quorum.seats.length });
  const measured = {
    type,
    submission: { ...revision.body, facts: { ...revision.body.facts, ...checked.value.values } },
    limits,
  };
  const mayApprove = capacitiesFor(grounds, command).some((one) => reaches(measured, command.roles, one));
  if (ending.disposition !== 'rejected' && !mayApprove)
    return err({ code: 'above_authority', roles: whoReaches(measured) });
  const { reason_code, tags } = command;
  const data = {
    by: command.by,
    was: was.option,
    now: ending.option,
    values: ending.values,
    disposition: ending.disposition,
    reason_code,
    reason: command.rationale.trim(),
    tags,
  };
  return ok([{ type: 'corrected', at: now, actor: personActor(command.by), data }]);
};

/** What a person answered, and not what a lapse or the source made of it. */
const ANSWERED: ReadonlySet<string> = new Set(['approved', 'rejected', 'modified']);
