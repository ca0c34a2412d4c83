import type { Values } from '../decision/decision.ts';
import { formatFact } from '../decision/facts.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { CardView } from './card-view.ts';
import type { Case } from './case.ts';
import { REMEDIES, type Remedy } from './miss.ts';
import { namesIn } from './names.ts';

/** A person's answer that turned out wrong after it was final, and what the source could still do about it. */
export type Correction = {
  by: { id: string; name?: string };
  at: Instant;
  was: string;
  now: string;
  /** Changed values; sensitive ones are named and not shown. */
  values: { label: string; text: string }[];
  reason: string;
  /** When the source took the news; null before that, and where there is none to tell. */
  told_at: Instant | null;
  remedy: Remedy | null;
};

const CORRECTABLE: ReadonlySet<string> = new Set(['approved', 'rejected', 'modified']);

/** What was corrected, and whether it can be. */
export const correctionsView = (
  { review, events }: Case,
  type: DecisionType,
): Pick<CardView, 'corrections' | 'correctable'> => {
  const names = namesIn(events);
  const label = (id: unknown): string => type.options.find((one) => one.id === id)?.label ?? String(id);
  const corrected = events.filter(({ type, data }) => type === 'corrected' && data.review_id === undefined);
  const corrections = corrected.map(({ at, actor, data }, index): Correction => {
    const until = corrected[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const after = events.filter((event) => event.at >= at && event.at < until);
    const remedied = after.findLast((event) => event.type === 'remedied');
    const told = after.find(
      (event) => event.type === 'callback_delivered' && event.data.callback === 'decision.corrected',
    );
    const name = names.get(actor.id);
    return {
      by: { id: actor.id, ...(name === undefined ? {} : { name }) },
      at,
      was: label(data.was),
      now: label(data.now),
      values: valuesOf(data.values as Values | null, type),
      reason: typeof data.reason === 'string' ? data.reason : '',
      told_at: told?.at ?? null,
      remedy: REMEDIES.find((remedy) => remedy === remedied?.data.result) ?? null,
    };
  });
  const isAnswered = review?.kind === 'review' && review.status === 'settled';
  return { corrections, correctable: isAnswered && CORRECTABLE.has(review.disposition ?? '') };
};

const valuesOf = (values: Values | null, type: DecisionType): Correction['values'] =>
  Object.entries(values ?? {}).flatMap(([name, value]) => {
    const definition = type.facts.find((fact) => fact.name === name);
    if (definition === undefined) return [];
    return [
      { label: definition.label, text: definition.sensitive ? 'changed' : formatFact(definition, value) },
    ];
  });
