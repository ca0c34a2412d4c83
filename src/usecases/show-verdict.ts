import type { Answer, Verdict } from '../core/decision/decision.ts';
import { iso } from '../core/time.ts';

/**
 * A verdict as the API shows it. One that was given before the recommendation was seen says so, with the first answer
 * where it was changed afterwards.
 */
export const showVerdict = (verdict: Verdict): Record<string, unknown> => {
  const { by, blind, category, documented, seat, for: other } = verdict;
  return {
    by,
    ...(other === undefined ? {} : { for: other }),
    ...(seat === undefined ? {} : { seat: seat + 1 }),
    ...showAnswer(verdict),
    ...(category === undefined ? {} : { category }),
    ...(documented === undefined ? {} : { documented }),
    ...(blind === undefined ? {} : { blind: true }),
    ...(blind?.first === undefined ? {} : { first: showAnswer(blind.first) }),
  };
};

const showAnswer = ({
  option,
  values,
  reason_code,
  rationale,
  tags,
  at,
}: Answer): Record<string, unknown> => ({
  option,
  ...(values === undefined ? {} : { values }),
  reason_code,
  rationale,
  tags,
  at: iso(at),
});
