import { MODEL_FLAGS, SURE_FLAGS } from '../policy/flags.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Flag, Route, TraceStep } from '../policy/route-result.ts';
import type { Case } from './case.ts';

/** `human_only`: nobody is shown what models say. `blind`: this person is not yet, so nothing may tell of it. */
export type Unseen = 'human_only' | 'blind' | null;

/** The flags, without those that tell of a recommendation where it may not be seen. */
export const shownFlags = ({ flags }: Route, unseen: Unseen): Flag[] =>
  flags.filter(
    ({ code }) => unseen === null || !(MODEL_FLAGS.has(code) || (unseen === 'blind' && SURE_FLAGS.has(code))),
  );

/** Where nobody can be kept from deciding their own request, whoever decides should know. */
export const requesterFlags = ({ requester, decision }: Case): Flag[] =>
  requester?.status === 'unknown'
    ? [
        {
          code: 'unknown_requester',
          sentence: `Slack does not know ${decision.requested_by}, who asked for this: make sure that it is not you`,
          weight: 60,
        },
      ]
    : [];

/** Somebody whom this is about wants a human to decide it; an audit shows what they say in its own place. */
export const contestFlags = ({ events, review }: Case): Flag[] => {
  const last = events.findLast(({ type }) => type === 'contested');
  if (last === undefined || review?.kind === 'audit') return [];
  const said = `${String(last.data.by)} asks for a human: ${String(last.data.note)}`;
  return [{ code: 'contested', sentence: said, weight: 75 }];
};

/** Steps of routing that say what a model thought or how sure it was. */
const MODEL_STEPS: ReadonlySet<string> = new Set(['confidence', 'thresholds']);

/**
 * Steps that look at facts alone. What rules did tells where the matrix started, and even which rules are named depends
 * on those that look at what models say; the flags of the others say enough.
 */
const FACT_STEPS: ReadonlySet<string> = new Set(['completeness', 'consequence']);

export const shownTrace = ({ trace }: Route, type: DecisionType, unseen: Unseen): TraceStep[] => {
  if (unseen === null) return trace;
  if (unseen === 'human_only')
    return trace.filter(({ step }) => !(MODEL_STEPS.has(step) || (step === 'matrix' && !type.human_only)));
  return trace
    .filter(({ step }) => FACT_STEPS.has(step))
    .map((one) => (one.step === 'completeness' ? { ...one, did: 'A person answers' } : one));
};

/** The last rule that changed the level; where none did, the cell of the matrix that it came from. */
export const decidingRule = (trace: TraceStep[]): string | null => {
  const changed = trace.findLast(
    ({ step, did }) => (step === 'raising' || step === 'lowering' || step === 'stop') && /^from /i.test(did),
  );
  const deciding = changed ?? trace.find(({ step }) => step === 'matrix');
  return deciding === undefined
    ? null
    : `${deciding.saw} → ${deciding.did.charAt(0).toLowerCase()}${deciding.did.slice(1)}`;
};
