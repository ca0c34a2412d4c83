import type { DecisionEvent } from '../core/decision/decision.ts';
import { correctionsIn } from '../core/review/corrections.ts';
import { aftermathOf } from '../core/review/view-corrections.ts';
import { iso } from '../core/time.ts';

/** Corrections of people's answers as the API shows them, oldest first. The decision itself stays as it ended. */
export const showCorrections = (events: DecisionEvent[]): Record<string, unknown>[] => {
  const corrected = correctionsIn(events);
  return corrected.map(({ at, actor, data }, index) => {
    const { told_at, remedy } = aftermathOf(events, corrected, index);
    return {
      by: data.by ?? { id: actor.id },
      at: iso(at),
      was: data.was,
      now: data.now,
      values: data.values ?? null,
      disposition: data.disposition,
      reason_code: data.reason_code,
      reason: data.reason,
      ...(told_at === null ? {} : { told_at: iso(told_at) }),
      ...(remedy === null ? {} : { result: remedy }),
    };
  });
};
