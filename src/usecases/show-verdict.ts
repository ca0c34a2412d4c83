import type { Verdict } from '../core/decision/decision.ts';
import { iso } from '../core/time.ts';

/** A verdict as the API shows it. */
export const showVerdict = (verdict: Verdict): Record<string, unknown> => ({
  by: verdict.by,
  option: verdict.option,
  ...(verdict.values === undefined ? {} : { values: verdict.values }),
  reason_code: verdict.reason_code,
  rationale: verdict.rationale,
  tags: verdict.tags,
  at: iso(verdict.at),
});
