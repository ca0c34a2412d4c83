import type { Ending, EndingCount } from '../../src/core/report/ending.ts';

/** What an expense report that was approved in time, as recommended, counts in a report. */
export const endingCount = (over: Partial<EndingCount> = {}): EndingCount => ({
  kind: 'answered',
  type: 'expense.report',
  queue: 'finance',
  band: 'medium',
  disposition: 'approved',
  overridden: false,
  reason_code: 'within_policy',
  right: null,
  sampled: false,
  met: true,
  escalated: false,
  n: 1,
  ...over,
});

/** One such ending as it is stored. */
export const ending = (id: string, ended_at: number, over: Partial<Ending> = {}): Ending => {
  const { n: _, ...shared } = endingCount();
  return {
    ...shared,
    id,
    decision_id: 'dec_1',
    ended_at,
    level: 'review',
    consequence: 'medium',
    waited_ms: 1000,
    ...over,
  };
};
