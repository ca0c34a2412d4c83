import { flag } from './flags.ts';
import { note, type RouteDraft } from './route-draft.ts';
import { capital, joined, percent } from './wording.ts';

export type Bands = { high: number; medium: number };

/**
 * Step 2. The confidence bands in force: the type's, or learned ones that a person approved; raised while the subject
 * or the policy is new. What is not known of a subject counts as new.
 */
export const findThresholds = (draft: RouteDraft): Bands => {
  const { type, stats } = draft.input;
  const base = stats.approved?.bands ?? type.bands;
  const { new_subject: subject, new_policy: policy } = type.caution;
  const reasons: string[] = [];
  let rise = 0;
  const decided = stats.figures?.subject_decisions ?? 0;
  if (subject !== undefined && decided < subject.decisions) {
    rise += subject.raise_bands_by;
    reasons.push(`the subject is new (${decided} of ${subject.decisions} decisions so far)`);
  }
  const age = stats.figures?.policy_age_days ?? 0;
  if (policy !== undefined && age < policy.days) {
    rise += policy.raise_bands_by;
    reasons.push(`the policy changed less than ${policy.days} days ago`);
  }
  const bands = { high: Math.min(base.high + rise, 1), medium: Math.min(base.medium + rise, 1) };
  const words = `High is above ${percent(bands.high)}, low is below ${percent(bands.medium)}`;
  if (reasons.length > 0) flag(draft, 'cautious', `More confidence is asked for: ${joined(reasons)}`);
  note(
    draft,
    'thresholds',
    reasons.length > 0
      ? capital(joined(reasons))
      : stats.approved?.bands === undefined
        ? 'The bands of the type'
        : 'Bands that were learned and approved',
    words,
  );
  return bands;
};
