import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { Review } from './review.ts';

/** Events by which single people are asked to decide, in a message of their own. */
export const ASKS_PEOPLE: ReadonlySet<DecisionEvent['type']> = new Set([
  'reassigned',
  'escalated',
  'snooze_ended',
  'reminded',
  'backup_notified',
]);

/** What somebody answered already, or somebody else in their stead; others may have to answer beside them. */
export const ownAnswer = (
  review: Pick<Review, 'verdicts' | 'endorsements'> | undefined,
  personId: string | undefined,
): Verdict | undefined =>
  personId === undefined || review === undefined
    ? undefined
    : [...review.verdicts, ...review.endorsements].find(
        (one) => one.by.id === personId || one.for?.id === personId,
      );
