import type { Submission } from '../../client/index.ts';
import type { Dice } from './dice.ts';

/** What kind of case a generator should make up; what is left open is drawn. */
export type Wish = { stakes?: Stakes; sure?: Sure };
export type Stakes = 'small' | 'middle' | 'large';
export type Sure = 'high' | 'medium' | 'low';

/** Makes up one decision. The same arguments give the same decision; `now` is in milliseconds. */
export type Generator = (seed: number, now: number, wish?: Wish) => Submission;

/** Most cases are small and clear, as in life. */
export const drawStakes = (dice: Dice, wish?: Wish): Stakes =>
  wish?.stakes ?? dice.pick(['small', 'small', 'small', 'middle', 'middle', 'large']);
export const drawSure = (dice: Dice, wish?: Wish): Sure =>
  wish?.sure ?? dice.pick(['high', 'high', 'high', 'medium', 'medium', 'low']);

const RANGES = { high: [0.91, 0.99], medium: [0.8, 0.9], low: [0.4, 0.74] } as const;

/** A model's own score, two decimals. */
export const drawConfidence = (dice: Dice, sure: Sure): number => {
  const [from, to] = RANGES[sure];
  return round(from + dice.roll() * (to - from), 2);
};

/** What is left for the second choice, never more than the first. */
export const drawSecond = (dice: Dice, first: number): number =>
  round(Math.min(first, 1 - first) * (0.6 + dice.roll() * 0.35), 2);

const SIMILARITIES = { high: [0.74, 0.99], medium: [0.7, 0.97], low: [0.3, 0.8] } as const;

/** How much the input looks like what the model knows: a model is sure where it does. */
export const drawSimilarity = (dice: Dice, sure: Sure): number => {
  const [from, to] = SIMILARITIES[sure];
  return round(from + dice.roll() * (to - from), 2);
};

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const DAY_MS = 86_400_000;
/** The day so many days before (or, negative, after) `now`, as `2026-10-05`. */
export const dayBefore = (now: number, days: number): string =>
  new Date(now - days * DAY_MS).toISOString().slice(0, 10);

/** `1,840.50 EUR`, as titles write money. */
export const inWords = (value: number, currency: string): string =>
  `${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
