import { codesInOrder } from './flags.ts';
import { care, type Level } from './levels.ts';
import type { Route, TraceStep } from './route-result.ts';

/** What a trace leads to: everything of a route but its own words and the policy's version. */
export type Replayed = Omit<Route, 'trace' | 'flags' | 'policy_version'> & { flags: string[] };

/**
 * The route that the steps of a trace lead to, each applied to what the ones before it left: a matrix sets the level,
 * then it is lowered and raised. Equal to the route that the trace belongs to;
 * undefined when a step is missing.
 */
export const replay = (trace: readonly TraceStep[]): Replayed | undefined => {
  let level: Level | undefined;
  const flags: string[] = [];
  const found: Partial<Replayed> = {};
  for (const { set } of trace) {
    if (set === undefined) continue;
    const { start, lower_to, raise_to, flags: raised, sampled, ...rest } = set;
    if (start !== undefined) level = start;
    if (lower_to !== undefined && level !== undefined && care(lower_to) < care(level)) level = lower_to;
    if (raise_to !== undefined && level !== undefined && care(raise_to) > care(level)) level = raise_to;
    flags.push(...(raised ?? []));
    Object.assign(found, rest, sampled);
  }
  const { queue, sla_class, consequence, confidence, inclusion_probability } = found;
  if (level === undefined || queue === undefined || sla_class === undefined) return undefined;
  if (consequence === undefined || confidence === undefined || inclusion_probability === undefined)
    return undefined;
  return {
    ...found,
    level,
    queue,
    sla_class,
    consequence,
    confidence,
    inclusion_probability,
    flags: codesInOrder(flags, level),
  };
};
