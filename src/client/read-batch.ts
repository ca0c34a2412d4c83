import type { BatchResult, Problem, SubmissionAnswer } from './contract.ts';

/** In a batch `status` is each item's HTTP status, so the decision's own status stands in `state`. */
type Item =
  | Problem
  | (Omit<SubmissionAnswer, 'status'> & { status: number; state: SubmissionAnswer['status'] });
export type BatchAnswer = { results: Item[] };

/** Each item as `submit` would have answered it, or its problem. */
export const readBatch = ({ results }: BatchAnswer): BatchResult[] =>
  results.map((item) => {
    if (!('state' in item)) return item;
    const { state, ...answer } = item;
    return Object.assign(answer, { status: state }) as BatchResult;
  });
