import type { Band, Consequence, Level } from './levels.ts';

/** A sentence that a person should know before deciding. The heavier, the further up on the card. */
export type Flag = { code: string; sentence: string; weight: number };

/**
 * One step of routing: what it looked at and what it changed, in sentences. `set` is what it changed as data, from which
 * the route can be made again (replay.ts); it is kept, but no part of the API.
 */
export type TraceStep = { step: string; saw: string; did: string; set?: TraceSet };

export type TraceSet = {
  /** Codes of the flags that were raised since the step before. */
  flags?: string[];
  consequence?: Consequence;
  confidence?: Route['confidence'];
  /** Where the matrix starts. */
  start?: Level;
  lower_to?: Level;
  raise_to?: Level;
  queue?: string;
  sla_class?: string;
  approvals?: number;
  blind?: true;
  sampled?: Pick<Route, 'inclusion_probability' | 'draws' | 'blind'>;
};

/** One random draw of routing, to be kept: what it decides is worth nothing as a label without its probability. */
export type SampleDraw = { purpose: 'audit' | 'blind'; probability: number; drawn: boolean };

/** What the policy says happens with a decision, and all that led there. Part of the API as it stands. */
export type Route = {
  level: Level;
  queue: string;
  sla_class: string;
  consequence: Consequence;
  /** Absent figures: nothing was recommended. */
  confidence: { raw?: number; calibrated?: number; used?: number; band?: Band };
  /** How many people must answer, where rules ask for more than one. */
  approvals?: number;
  /** People answer before they see the recommendation. */
  blind?: true;
  flags: Flag[];
  /** Probability that this decision is looked at by a person: 1 for every level that waits for one. */
  inclusion_probability: number;
  /** The draws that were made, each with its own probability. Stored beside the decision, not part of the API. */
  draws?: SampleDraw[];
  trace: TraceStep[];
  policy_version: string;
};
