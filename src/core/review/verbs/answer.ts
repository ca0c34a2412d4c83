import type { Values, Verdict } from '../../decision/decision.ts';
import type { Instant } from '../../time.ts';
import type { CommandOf } from '../commands.ts';

/** The answer as it is kept, before it is known where it counts. */
export const verdictOf = (
  { by, reason_code, rationale, tags, form_open_ms }: CommandOf<'give_verdict'>,
  checked: { option: string; values?: Values },
  now: Instant,
): Verdict => ({
  by,
  ...checked,
  reason_code,
  rationale: rationale.trim(),
  tags,
  at: now,
  ...(form_open_ms === undefined ? {} : { form_open_ms }),
});
