import type { Submission } from '../decision/submission.ts';
import type { Level } from '../policy/levels.ts';

type Lapsing = {
  level: Level;
  /** Several must answer: whatever says who, null where one answer is enough. */
  quorum: object | null;
  type: { reversible: boolean };
  submission: Pick<Submission, 'recommendation' | 'consequence'>;
};

/**
 * Whether a decision may be executed because nobody answered: its type says that what it does can be taken back, the
 * source does not say otherwise, and one person was only to review what the AI recommends.
 */
export const mayExecute = ({ level, quorum, type, submission }: Lapsing): boolean =>
  type.reversible &&
  level === 'review' &&
  quorum === null &&
  submission.recommendation !== undefined &&
  submission.consequence?.reversible !== false;
