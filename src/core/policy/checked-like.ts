import type { TallyQuery } from './figures.ts';
import { cellOf, cellsNear, scoreParts } from './score-cells.ts';
import { keyIn, keyOf, type Tallied, type TallyCounts } from './tally.ts';

/** Cases of which the truth is known, and in how many of them the recommendation was right. */
export type Checked = { n: number; right: number };

/**
 * Checked cases that were scored like one, from `from` to `to` percent: by its model in its version, and by all others.
 * They are all that were checked, by audits, outcomes, contests and corrections, and no random sample.
 */
export type CheckedLike = {
  from: number;
  to: number;
  own: Checked;
  others: Checked;
  /** Whether any case of the type was checked, whatever its score. */
  any: boolean;
};

const SCOPES = ['model_score', 'type_score'] as const;

/**
 * Which running counts tell of checked cases that were scored like this one, and what they come to once they were read,
 * in the order asked; undefined for a decision without a usable score.
 */
export const lookUpChecked = (
  tallied: Tallied,
): { queries: TallyQuery[]; told: (sums: readonly TallyCounts[]) => CheckedLike } | undefined => {
  const cell = cellOf(tallied.submission);
  const ofType = keyIn('type', tallied);
  if (cell === undefined || ofType === undefined) return undefined;
  const { from, to } = cellsNear(cell);
  const width = to - from + 1;
  const near = SCOPES.flatMap((scope) =>
    Array.from({ length: width }, (_, n): TallyQuery => {
      const key = keyOf(scoreParts(scope, tallied, from + n), tallied);
      return { scope, key, from: 0 };
    }),
  );
  return {
    queries: [...near, { scope: 'type', key: ofType, from: 0 }],
    told: (sums) => {
      const own = checkedIn(sums.slice(0, width));
      const all = checkedIn(sums.slice(width, 2 * width));
      const others = { n: Math.max(0, all.n - own.n), right: Math.max(0, all.right - own.right) };
      return { from, to, own, others, any: all.n > 0 || checkedIn(sums.slice(2 * width)).n > 0 };
    },
  };
};

const checkedIn = (sums: readonly TallyCounts[]): Checked => {
  const n = sums.reduce((sum, { checked }) => sum + checked, 0);
  return { n, right: n - sums.reduce((sum, { wrong }) => sum + wrong, 0) };
};
