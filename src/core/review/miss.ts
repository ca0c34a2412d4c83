import type { Person } from '../actor.ts';
import type { Band, Consequence, Level } from '../policy/levels.ts';
import type { Stop } from '../policy/stop.ts';
import type { Instant } from '../time.ts';

/** Decisions that one press has looked at again; more would be a queue that nobody asked for. */
export const MOST_RECHECKED = 50;
/** So many of them wait for people at once; the next is opened when one is answered. */
export const RECHECKED_AT_ONCE = 5;

/**
 * An audit found that something was executed wrongly: what else was executed like it since the last one that an audit
 * found right.
 */
export type Miss = {
  /** The audit that found it; the id of the miss, too. */
  review_id: string;
  decision_id: string;
  type: string;
  level: Level;
  consequence: Consequence;
  /** Null where nothing was recommended. */
  band: Band | null;
  /** When the last decision like it that an audit found right was executed; null when there was none. */
  since: Instant | null;
  /** How many were executed like it and not audited yet; at least so many unless `is_all`. */
  found: number;
  is_all: boolean;
  /** What they were worth together, by currency; empty where the type has no amount that everybody may see. */
  amounts: Record<string, number>;
  /** The newest of them, at most `MOST_RECHECKED`. */
  decision_ids: string[];
  rechecked: { by: Person; at: Instant; count: number } | null;
  created_at: Instant;
};

/** How far a decision that is looked at again has come. `reversed` and `impossible` are the source's own answers. */
export const RECHECK_STATES = ['waiting', 'open', 'right', 'wrong', 'reversed', 'impossible'] as const;
export type RecheckState = (typeof RECHECK_STATES)[number];

/** What the source did about something that turned out wrong. */
export const REMEDIES = ['reversed', 'impossible'] as const satisfies RecheckState[];
export type Remedy = (typeof REMEDIES)[number];

/** One decision that is looked at again because of a miss. */
export type Recheck = {
  miss_id: string;
  decision_id: string;
  /** From 0, newest executed first. */
  place: number;
  /** Its audit, once that is open. */
  review_id: string | null;
  state: RecheckState;
};

/** A miss as its message tells it, with what became of it since. */
export type MissReport = Miss & {
  states: Record<RecheckState, number>;
  stop: Stop | null;
};

export const countStates = (rechecks: Pick<Recheck, 'state'>[]): MissReport['states'] => {
  const states = { waiting: 0, open: 0, right: 0, wrong: 0, reversed: 0, impossible: 0 };
  for (const { state } of rechecks) states[state]++;
  return states;
};
