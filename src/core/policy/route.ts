import { applyRules } from './apply-rules.ts';
import { weighCompleteness } from './completeness.ts';
import { weighConfidence } from './confidence.ts';
import { weighConsequence } from './consequence.ts';
import { applyLimits } from './exposure.ts';
import { noteFigures } from './figures-used.ts';
import { inOrder } from './flags.ts';
import type { Consequence, Level } from './levels.ts';
import { note, type RouteDraft, type RouteInput } from './route-draft.ts';
import type { Route } from './route-result.ts';
import { drawSamples } from './sampling.ts';
import { applyStop } from './stop.ts';
import { findThresholds } from './thresholds.ts';
import { capital, spoken } from './wording.ts';

export type { RouteInput } from './route-draft.ts';

/**
 * What the policy says happens with a decision, and why: a pure function, the same for the same input. It never throws;
 * whatever cannot be judged goes to a person, with the reason flagged.
 */
export const route = (input: RouteInput): Route => {
  try {
    return routed(input);
  } catch (error) {
    return unroutable(input, error);
  }
};

const routed = (input: RouteInput): Route => {
  const { policy } = input;
  const draft: RouteDraft = { input, facts: {}, flags: [], noted: 0, trace: [], atLeast: 'auto_execute' };
  weighCompleteness(draft);
  const thresholds = findThresholds(draft);
  const consequence = weighConsequence(draft);
  const confidence = weighConfidence(draft, thresholds);
  const start = startingLevel(draft, consequence, confidence);
  noteFigures(draft);
  const { sample, level: ruled, ...asked } = applyRules(draft, { level: start, consequence, confidence });
  const level = applyStop(draft, applyLimits(draft, ruled));
  const sampled = drawSamples(draft, level, {
    confidence,
    thresholds,
    least: sample,
    isBlind: asked.blind === true,
  });
  return {
    level,
    ...asked,
    consequence,
    confidence,
    flags: inOrder(draft.flags, level),
    ...sampled,
    trace: draft.trace,
    policy_version: policy.version,
  };
};

/** Step 5. The matrix, unless the type is for people alone. Without a recommendation a person decides. */
const startingLevel = (draft: RouteDraft, consequence: Consequence, { band }: Route['confidence']): Level => {
  const { type } = draft.input;
  const level = type.human_only ? 'human_only' : type.matrix[consequence][band ?? 'low'];
  const saw = type.human_only
    ? 'Decisions of this type are for people alone'
    : `${capital(consequence)} consequence, ${band ?? 'no'} confidence`;
  const { queue, sla_class } = type;
  note(draft, 'matrix', saw, capital(spoken(level)), { start: level, queue, sla_class });
  return level;
};

/** A bug, not a decision: people see it, and the trace says what broke. */
const unroutable = ({ type, policy }: RouteInput, error: unknown): Route => ({
  level: type.human_only ? 'human_only' : 'human_decides',
  queue: type.queue,
  sla_class: type.sla_class,
  consequence: 'high',
  confidence: {},
  flags: [
    {
      code: 'unroutable',
      sentence: 'Routing failed for this decision: judge it from its facts',
      weight: 100,
    },
  ],
  inclusion_probability: 1,
  trace: [
    {
      step: 'unroutable',
      saw: error instanceof Error ? error.message : String(error),
      did: 'A person decides',
      set: {
        flags: ['unroutable'],
        start: type.human_only ? 'human_only' : 'human_decides',
        queue: type.queue,
        sla_class: type.sla_class,
        consequence: 'high',
        confidence: {},
        sampled: { inclusion_probability: 1 },
      },
    },
  ],
  policy_version: policy.version,
});
