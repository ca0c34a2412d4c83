import type { Case } from '../core/review/case.ts';
import { progressView } from '../core/review/view-seats.ts';

/**
 * Who must answer, where several people must, as the API shows it: which seats are taken, and nothing of what was said or
 * by whom before it is final.
 */
export const showQuorum = (kase: Case): Record<string, unknown> | undefined => {
  const { given, needed, seats, order, ends } = progressView(kase);
  if (ends === null) return undefined;
  return {
    given,
    needed,
    order,
    ends,
    seats: seats.map(({ role, by }) => ({ role, answered: by !== null })),
  };
};
