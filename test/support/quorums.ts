import type { DeskOptions, PolicyDraft } from './desk.ts';

/** What an expense needs beside one answer, from medium consequence on. */
export const seats =
  (roles: string[], over: Record<string, unknown> = {}): NonNullable<DeskOptions['policy']> =>
  ({ types }: PolicyDraft) => {
    const type = types['expense.report'];
    if (type !== undefined) type['quorum'] = { seats: roles, from: 'medium', ...over };
  };

export const APPROVAL = { reason: 'within_policy', rationale: 'The receipts are complete' };
export const REJECTION = { reason: 'duplicate', rationale: 'Paid in May already' };
