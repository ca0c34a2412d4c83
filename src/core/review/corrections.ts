import type { DecisionEvent } from '../decision/decision.ts';

/** The corrections of people's answers, oldest first; what an audit found is none of them. */
export const correctionsIn = (events: DecisionEvent[]): DecisionEvent[] =>
  events.filter(({ type, data }) => type === 'corrected' && data.review_id === undefined);

/** The option that would have been right; undefined where only other values would, which says nothing about the option. */
export const correctedOption = ({ data }: Pick<DecisionEvent, 'data'>): string | undefined =>
  typeof data.now === 'string' && data.now !== data.was ? data.now : undefined;
