import { certifiedFor } from './certified.ts';
import { flag } from './flags.ts';
import { note, type RouteDraft } from './route-draft.ts';
import { capital, joined, percent } from './wording.ts';

/** The edges of the confidence bands, and the least share of executed decisions that is audited under them. */
export type Thresholds = { high: number; medium: number; audit_share: number };

/**
 * Step 2. The confidence bands in force: the type's, or learned ones that a person approved; raised while the subject
 * or the policy is new, lowered under peak load within what is certified. What is not known of a subject counts as new.
 */
export const findThresholds = (draft: RouteDraft): Thresholds => {
  const { type, stats } = draft.input;
  const base = stats.approved?.bands ?? type.bands;
  const { rise, reasons } = caution(draft);
  const load = reasons.length > 0 ? undefined : underLoad(draft, base);
  const thresholds = {
    high: load?.high ?? Math.min(base.high + rise, 1),
    medium: Math.min(base.medium + rise, 1),
    audit_share: load?.audit_share ?? 0,
  };
  if (reasons.length > 0) flag(draft, 'cautious', `More confidence is asked for: ${joined(reasons)}`);
  const source =
    stats.approved?.bands === undefined ? 'The bands of the type' : 'Bands that were learned and approved';
  note(
    draft,
    'thresholds',
    load?.words ?? (reasons.length > 0 ? capital(joined(reasons)) : source),
    `High is above ${percent(thresholds.high)}, low is below ${percent(thresholds.medium)}`,
  );
  return thresholds;
};

const caution = ({ input }: RouteDraft): { rise: number; reasons: string[] } => {
  const { new_subject: subject, new_policy: policy } = input.type.caution;
  const { figures = {} } = input.stats;
  const reasons: string[] = [];
  let rise = 0;
  const decided = figures.subject_decisions ?? 0;
  if (subject !== undefined && !(decided >= subject.decisions)) {
    rise += subject.raise_bands_by;
    reasons.push(`the subject is new (${decided} of ${subject.decisions} decisions so far)`);
  }
  const age = figures.policy_age_days ?? 0;
  if (policy !== undefined && !(age >= policy.days)) {
    rise += policy.raise_bands_by;
    reasons.push(`the policy changed less than ${policy.days} days ago`);
  }
  return { rise, reasons };
};

type Load = { high: number; audit_share: number; words: string };

/** While many wait, a little more may run by itself: never more than a named person has approved with the evidence. */
const underLoad = ({ input }: RouteDraft, base: { high: number; medium: number }): Load | undefined => {
  const { peak } = input.type;
  const { queue_open: open } = input.stats;
  if (peak === undefined || open === undefined || !(open > peak.open_above)) return undefined;
  const waiting = `${open} wait in the queue, more than ${peak.open_above}`;
  const certified = certifiedFor(input);
  const nothing = { high: base.high, audit_share: 0 };
  if ('none' in certified) return { ...nothing, words: `${waiting}; ${certified.none}, so nothing changes` };
  const high = Math.max(base.high - peak.lower_bands_by, certified.high, base.medium);
  if (!(high < base.high)) return { ...nothing, words: `${waiting}; ${certified.words}, so nothing changes` };
  const words = `${waiting}; ${certified.words}, and ${percent(peak.audit_share)} of what runs is audited meanwhile`;
  return { high, audit_share: peak.audit_share, words };
};
