import type { DecisionEvent, Verdict } from '../core/decision/decision.ts';
import type { Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { redrawDirects } from './card-surfaces.ts';

/** Events by which a message that asks somebody to decide may be over, or asked again. */
const TURNS: ReadonlySet<DecisionEvent['type']> = new Set([
  'verdict_given',
  'answer_changed',
  'verdict_undone',
  'expired',
  'cancelled',
  'revised',
]);

/**
 * Has those who were asked in a message of their own see there that they are not asked any more, or are again. While
 * others have still to answer that is so only for whoever has answered, and for those whose answers count no more.
 */
export const endAsking = (world: World, review: Review, events: DecisionEvent[]): Write[] => {
  const turns = events.filter(({ type }) => TURNS.has(type));
  if (turns.length === 0) return [];
  const isPartial = review.status === 'open' || review.status === 'waiting_info';
  const isAnswer = turns.every(({ type }) => type === 'verdict_given');
  return isPartial && isAnswer
    ? redrawDirects(world, review, [...new Set(turns.flatMap(concerned))])
    : redrawDirects(world, review);
};

const concerned = ({ data }: DecisionEvent): string[] => {
  const { by, for: other } = data.verdict as Verdict;
  const again = (data.asked_again as string[] | undefined) ?? [];
  return [by.id, ...(other === undefined ? [] : [other.id]), ...again];
};
