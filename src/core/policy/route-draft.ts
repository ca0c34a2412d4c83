import type { Facts, Submission } from '../decision/submission.ts';
import type { Instant } from '../time.ts';
import { care, type Level } from './levels.ts';
import type { Certificate, DecisionType, Policy } from './policy.ts';
import type { Flag, TraceSet, TraceStep } from './route-result.ts';
import type { StatName } from './stats.ts';
import type { Stop } from './stop.ts';

/** What is known beside the decision itself. All of it may be absent. */
export type RouteStats = {
  /** What checked cases say about a raw confidence such as this one. */
  calibrated?: number;
  /** How much this decision is like earlier ones of its type, 0 to 1; the source's own figure wins. */
  similarity?: number;
  /** Decisions that wait in the queue. */
  queue_open?: number;
  /** Figures for conditions, as `stats`. */
  figures?: Partial<Record<StatName, number>>;
  /**
   * Learned changes that a named person has approved. `certified` is the lowest edge of high confidence for which the
   * checked cases keep what was promised: under peak load, and only then, bands may go down to it. It is for this
   * decision's model, and stands before what the policy itself certifies.
   */
  approved?: {
    use_calibrated?: boolean;
    bands?: { high: number; medium: number };
    certified?: Partial<Certificate> & { high: number };
  };
  /** Others that the same limits count came at the same moment, so that no sum is certain. */
  crowded?: boolean;
};

export type RouteInput = {
  policy: Policy;
  type: DecisionType;
  submission: Submission;
  stats: RouteStats;
  /** In force for this type: nothing of it runs by itself. */
  stop?: Pick<Stop, 'by' | 'at' | 'reason'>;
  now: Instant;
  /** Uniform in [0, 1) for a purpose, the same whenever it is asked. */
  draw: (purpose: string) => number;
  /** Whether random samples are drawn at all. */
  sampling: boolean;
};

/** A route in the making. Steps add to it in order; nothing outside of `route()` sees it. */
export type RouteDraft = {
  input: RouteInput;
  /** Facts that the type defines and that are usable: absent and broken ones are left out. */
  facts: Facts;
  flags: Flag[];
  /** How many of the flags belong to steps that are noted already. */
  noted: number;
  trace: TraceStep[];
  /** No rule lowers below this: something could not be judged by machine. */
  atLeast: Level;
};

export const note = (draft: RouteDraft, step: string, saw: string, did: string, set?: TraceSet): void => {
  const { flags, noted, trace } = draft;
  if (flags.length > noted) {
    const codes = flags.slice(noted).map(({ code }) => code);
    draft.noted = flags.length;
    trace.push({ step, saw, did, set: { ...set, flags: codes } });
  } else trace.push(set === undefined ? { step, saw, did } : { step, saw, did, set });
};

/** Demands at least this much care, whatever else is found. */
export const demand = (draft: RouteDraft, level: Level): void => {
  if (care(level) > care(draft.atLeast)) draft.atLeast = level;
};
