import type { Band, Consequence, Disposition, Level } from '../policy/levels.ts';
import type { Instant } from '../time.ts';

/**
 * How one decision ended, or what an audit of it found, in what reports count: kept when it happens, so that a report
 * reads a week and no decision. It names no person.
 */
export type Ending = {
  /** The decision's, or the audit's. */
  id: string;
  decision_id: string;
  kind: 'executed' | 'answered' | 'audited';
  ended_at: Instant;
  type: string;
  queue: string;
  level: Level;
  consequence: Consequence;
  band: Band | null;
  disposition: Disposition | null;
  overridden: boolean | null;
  reason_code: string | null;
  /** Of an audit: whether what was done was right. */
  right: boolean | null;
  /** Of what was executed: whether an audit was drawn. */
  sampled: boolean;
  /** Whether it was answered when it was due; null where nothing was due. */
  met: boolean | null;
  escalated: boolean;
  /** From its opening to the answer, in milliseconds, without the time in which information was awaited. */
  waited_ms: number | null;
};

/** Endings that are alike in all that a report tells apart, and how many there were. */
export type EndingCount = Omit<
  Ending,
  'id' | 'decision_id' | 'ended_at' | 'level' | 'consequence' | 'waited_ms'
> & {
  n: number;
};
