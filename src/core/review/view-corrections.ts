import type { Person } from '../actor.ts';
import { canonical } from '../decision/canonical.ts';
import type { Decision, DecisionEvent, Values } from '../decision/decision.ts';
import { formatFact } from '../decision/facts.ts';
import type { Facts } from '../decision/submission.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { CardView } from './card-view.ts';
import type { Case } from './case.ts';
import { correctionsIn } from './corrections.ts';
import { REMEDIES, type Remedy } from './miss.ts';
import { reasonsFor } from './view-story.ts';

/** A person's answer that turned out wrong after it was final, and what the source could still do about it. */
export type Correction = {
  by: Person;
  at: Instant;
  was: string;
  now: string;
  /** Values against those of the answer that it corrects; sensitive ones are named and not shown, without `from`. */
  changes: { label: string; from: string | null; to: string }[];
  /** Its reason code in the words of the type; null where none is known. */
  reason_label: string | null;
  reason: string;
  /** When the source took the news; null before that, and where there is none to tell. */
  told_at: Instant | null;
  remedy: Remedy | null;
};

const CORRECTABLE: ReadonlySet<string> = new Set(['approved', 'rejected', 'modified']);

/** What was corrected, and whether it can be. */
export const correctionsView = (
  { decision, revision, review, events }: Case,
  type: DecisionType,
): Pick<CardView, 'corrections' | 'correctable'> => {
  const corrected = correctionsIn(events);
  const corrections = corrected.map((event, index): Correction => {
    const { at, actor, data } = event;
    const last = corrected[index - 1]?.data;
    const before = last === undefined ? decision : (last as Pick<Decision, 'disposition' | 'values'>);
    return {
      by: (data.by as Person | undefined) ?? { id: actor.id },
      at,
      was: labelOf(data.was, before.disposition, type),
      now: labelOf(data.now, data.disposition, type),
      changes:
        data.disposition === 'rejected'
          ? []
          : changesIn(before.values ?? {}, (data.values as Values | null) ?? {}, revision.body.facts, type),
      reason_label: reasonLabelOf(data, type),
      reason: typeof data.reason === 'string' ? data.reason : '',
      ...aftermathOf(events, corrected, index),
    };
  });
  const isAnswered = review?.kind === 'review' && review.status === 'settled';
  return { corrections, correctable: isAnswered && CORRECTABLE.has(review.disposition ?? '') };
};

const labelOf = (option: unknown, disposition: unknown, type: DecisionType): string => {
  const label = type.options.find(({ id }) => id === option)?.label ?? String(option);
  return disposition === 'modified' ? `${label} with changes` : label;
};

const reasonLabelOf = (data: DecisionEvent['data'], type: DecisionType): string | null => {
  const { reason_code: code, now, disposition } = data;
  if (typeof code !== 'string') return null;
  const reasons = reasonsFor(type, disposition === 'modified' ? 'modify' : String(now));
  return reasons.find(({ id }) => id === code)?.label ?? code;
};

/**
 * Whether the source was told of a correction, and what it could still do. Its answers to webhooks say which correction
 * they are about; what it says by itself is about the latest one.
 */
export const aftermathOf = (
  events: DecisionEvent[],
  corrected: DecisionEvent[],
  index: number,
): Pick<Correction, 'told_at' | 'remedy'> => {
  const from = corrected[index]?.at ?? 0;
  const until = corrected[index + 1]?.at ?? Number.POSITIVE_INFINITY;
  const told = events.find(
    ({ type, data }) => type === 'callback_delivered' && data.correction === index + 1,
  );
  const remedied = events.findLast(
    ({ type, at, data }) =>
      type === 'remedied' &&
      (data.callback === undefined ? at >= from && at < until : data.correction === index + 1),
  );
  return {
    told_at: told?.at ?? null,
    remedy: REMEDIES.find((remedy) => remedy === remedied?.data.result) ?? null,
  };
};

/** What one answer changed otherwise than the one before; a fact that only one of them changed stood as submitted in the other. */
const changesIn = (before: Values, now: Values, facts: Facts, type: DecisionType): Correction['changes'] =>
  type.facts.flatMap((definition): Correction['changes'] => {
    const { name, label, sensitive } = definition;
    if (before[name] === undefined && now[name] === undefined) return [];
    const from = before[name] ?? facts[name];
    const to = now[name] ?? facts[name];
    if (canonical(from ?? null) === canonical(to ?? null)) return [];
    if (sensitive) return [{ label, from: null, to: 'changed' }];
    const shown = (value: typeof to): string =>
      value === undefined ? 'not given' : formatFact(definition, value);
    return [{ label, from: shown(from), to: shown(to) }];
  });
