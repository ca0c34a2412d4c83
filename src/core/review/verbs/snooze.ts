import { err, ok } from '../../result.ts';
import { notOpen, whyNever } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/** Nothing is put aside for longer, in milliseconds: a week. */
export const LONGEST_SNOOZE_MS = 7 * 86_400_000;

/** Somebody puts it aside for a while: reminders rest, the clock does not. Never past the moment when it is due. */
export const snooze: Verb<'snooze'> = (command, review, grounds, now) => {
  const refusal = whyNever(review, grounds, command) ?? notOpen(review, { waiting: true });
  if (refusal !== undefined) return err(refusal);
  const latest = Math.min(review.due_at ?? Number.POSITIVE_INFINITY, now + LONGEST_SNOOZE_MS);
  if (latest <= now) return err({ code: 'due_already', at: latest });
  const isPossible = Number.isSafeInteger(command.until) && command.until > now && command.until <= latest;
  if (!isPossible) return err({ code: 'snooze_too_long', latest });
  const { snooze: before } = review;
  if (before?.by.id === command.by.id && before.until === command.until) return ok([]);
  const data = { snooze: { by: command.by, until: command.until } };
  return ok([{ type: 'snoozed', at: now, actor: personActor(command.by), data }]);
};
