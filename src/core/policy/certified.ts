import type { Certificate } from './policy.ts';
import type { RouteInput } from './route-draft.ts';
import { percent, quoted } from './wording.ts';

/** How far down peak load may lower the edge of high confidence, and in whose name; or why it may not. */
export type Certified = { high: number; words: string } | { none: string };

/**
 * What a named person has certified for this decision: a learned edge that was approved, else the policy's own. One for
 * a model version says nothing about others, and one of a later day says nothing yet.
 */
export const certifiedFor = ({ type, submission, stats, now }: RouteInput): Certified => {
  const learned = stats.approved?.certified;
  if (learned !== undefined) return { high: learned.high, words: said(learned) };
  const { certified } = type;
  if (certified === undefined) return { none: 'no lower band is certified' };
  const { model_version: version } = certified;
  if (version !== undefined && version !== submission.recommendation?.model_version)
    return { none: `a lower band is certified for model version ${quoted(version)} only` };
  // A day that cannot be read is no day yet.
  if (!(Date.parse(certified.on) <= now))
    return { none: `a lower band is certified from ${certified.on} on` };
  return { high: certified.high, words: said(certified) };
};

const said = ({ high, by, on, model_version }: Partial<Certificate> & { high: number }): string => {
  const who = by === undefined ? '' : ` by ${quoted(by)}`;
  const when = on === undefined ? '' : ` on ${on}`;
  const what = model_version === undefined ? '' : ` for model version ${quoted(model_version)}`;
  return `${percent(high)} is certified${who}${when}${what}`;
};
