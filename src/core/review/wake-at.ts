import type { Instant } from '../time.ts';
import type { Review } from './review.ts';

/**
 * When time alone changes a review next: an answer becomes final, or a question has waited long enough. Null: only
 * people and sources change it.
 */
export const wakeAt = ({ status, settle_at, info }: Review): Instant | null => {
  if (status === 'settled') return null;
  const moments = [
    ...(settle_at === null ? [] : [settle_at]),
    ...(status === 'waiting_info' && info?.due_at != null ? [info.due_at] : []),
  ];
  return moments.length === 0 ? null : Math.min(...moments);
};
