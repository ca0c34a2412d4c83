import type { Tallied } from './tally.ts';

/** How far from a score, in points, cases count as scored like it. */
const NEAR = 5;

type Scored = Pick<Tallied, 'type' | 'submission'>;

/**
 * The source's own score in whole percent, as cards show it: in this cell its case is counted once its truth is known.
 * Undefined where nothing was recommended or the score is none from 0 to 1.
 */
export const cellOf = ({ recommendation }: Tallied['submission']): number | undefined => {
  const score = recommendation?.confidence;
  return score !== undefined && score >= 0 && score <= 1 ? Math.round(score * 100) : undefined;
};

/** The cells around one, in percent, both ends included. */
export const cellsNear = (cell: number): { from: number; to: number } => ({
  from: Math.max(0, cell - NEAR),
  to: Math.min(100, cell + NEAR),
});

/** What a cell's counts are told apart by. A model that is not named is one of its own, as is one without a version. */
export const scoreParts = (
  scope: 'model_score' | 'type_score',
  { type, submission }: Scored,
  cell: number,
): string[] => {
  const { model = '', model_version = '' } = submission.recommendation ?? {};
  return scope === 'type_score' ? [type.name, String(cell)] : [type.name, model, model_version, String(cell)];
};
