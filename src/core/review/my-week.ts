import type { Instant } from '../time.ts';

/** How far back a person's own figures look, in milliseconds. */
export const WEEK_MS = 7 * 86_400_000;

/** One's own answer, with what became known of it since. */
export type OwnAnswer = {
  kind: 'review' | 'audit';
  at: Instant;
  option: string;
  waited_ms: number;
  corrected_at: Instant | null;
  /** The option that would have been right; null while nothing is known. */
  correct: string | null;
};

/** One's own figures, shown to nobody else. */
export type MyWeek = {
  answered: number;
  /** Half of them were answered within so many milliseconds of being asked; null when none was. */
  median_ms: number | null;
  corrected: number;
  /** Of those whose truth is known: how many were right, and how many were not. */
  right: number;
  wrong: number;
  last_at: Instant | null;
};

/** Sums up what somebody answered. Audits count as answers; only answers of reviews are scored by the later truth. */
export const weekOf = (answers: OwnAnswer[]): MyWeek => {
  const known = answers.filter(({ kind, correct }) => kind === 'review' && correct !== null);
  const right = known.filter(({ option, correct }) => option === correct).length;
  return {
    answered: answers.length,
    median_ms: median(answers.map(({ waited_ms }) => waited_ms)),
    corrected: answers.filter(({ corrected_at }) => corrected_at !== null).length,
    right,
    wrong: known.length - right,
    last_at: answers.length === 0 ? null : Math.max(...answers.map(({ at }) => at)),
  };
};

const median = (values: number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};
