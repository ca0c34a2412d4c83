import type { Instant } from '../time.ts';
import type { Quorum } from './quorum.ts';
import type { AuditCause, Review } from './review.ts';

export type Opened = {
  id: string;
  decision_id: string;
  revision: number;
  due_at: Instant | null;
  opened_at: Instant;
  /** Of an audit. */
  because?: AuditCause;
  quorum?: Quorum | null;
};

/** A review that nobody has touched. */
export const newReview = ({ because, quorum = null, ...opened }: Opened): Review => ({
  ...opened,
  kind: because === undefined ? 'review' : 'audit',
  because: because ?? null,
  status: 'open',
  version: 1,
  verdicts: [],
  settle_at: null,
  quorum,
  endorsements: [],
  claim: null,
  assignee: null,
  snooze: null,
  paused_ms: 0,
  info: null,
  info_answers: [],
  settled_at: null,
  disposition: null,
  right: null,
});
