import type { Instant } from '../time.ts';
import type { PastDecision } from './past-decision.ts';

/** The option that would have been right, and since when that is held. */
export type Truth = { at: Instant; correct: string };

/** All that turned out about a decision, from audits, corrections and its source, in the order in which it did. */
export const truthsOf = ({ reviews, outcomes, corrections }: PastDecision): Truth[] => {
  const told = outcomes.flatMap(({ body, created_at: at }): Truth[] => {
    const { correct } = body;
    return typeof correct === 'string' ? [{ at, correct }] : [];
  });
  const found = reviews.flatMap(({ kind, right, settled_at: at, verdicts }): Truth[] => {
    const correct = verdicts.at(-1)?.option;
    return kind === 'audit' && right !== null && at !== null && correct !== undefined
      ? [{ at, correct }]
      : [];
  });
  return [...told, ...found, ...corrections].sort((a, b) => a.at - b.at);
};
