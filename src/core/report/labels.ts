import { isUnseen } from '../review/batch.ts';
import type { PastDecision } from './past-decision.ts';

/**
 * How it became known whether the AI was right, most trustworthy first. Only `audit` was drawn at random; `second_look`
 * was chosen (a re-check, a contest, a correction), an `outcome` comes when something happens, a `verdict` is by people who saw the
 * recommendation.
 */
export const LABEL_KINDS = ['outcome', 'audit', 'second_look', 'verdict'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/** Whether the AI's recommendation was right, as one kind of label says. */
export type Label = { kind: LabelKind; right: boolean };

/** All labels of a decision, at most one of each kind, in the order of `LABEL_KINDS`. Without a recommendation, none. */
export const labelsOf = (past: PastDecision): Label[] => {
  const recommended = past.revision.body.recommendation?.option;
  if (recommended === undefined) return [];
  const known: Record<LabelKind, boolean | undefined> = {
    outcome: byOutcome(past, recommended),
    audit: byAudit(past, ({ because }) => because === 'sampled'),
    second_look: byCorrection(past, recommended) ?? byAudit(past, ({ because }) => because !== 'sampled'),
    verdict: byVerdict(past),
  };
  return LABEL_KINDS.flatMap((kind) => {
    const right = known[kind];
    return right === undefined ? [] : [{ kind, right }];
  });
};

/** The last that came counts: sources learn more. */
const byOutcome = ({ outcomes }: PastDecision, recommended: string): boolean | undefined => {
  const correct = outcomes.at(-1)?.body['correct'];
  return typeof correct === 'string' ? correct === recommended : undefined;
};

/** Somebody found that another answer of people would have been right. */
const byCorrection = ({ corrections }: PastDecision, recommended: string): boolean | undefined => {
  const last = corrections.at(-1);
  return last === undefined ? undefined : last.correct === recommended;
};

/** An audit says whether what was done was right: of the AI only where the AI's answer is what was done. */
const byAudit = (
  { decision, reviews }: PastDecision,
  counts: (review: PastDecision['reviews'][number]) => boolean,
): boolean | undefined => {
  if (decision.disposition !== 'auto_executed') return undefined;
  const audit = reviews.findLast((one) => one.kind === 'audit' && one.right !== null && counts(one));
  return audit?.right ?? undefined;
};

/** A lapse and a withdrawal are nobody's verdict. A modification counts as an error: the answer had to be changed. */
const byVerdict = ({ decision, reviews }: PastDecision): boolean | undefined => {
  const last = reviews.findLast(({ kind }) => kind === 'review')?.verdicts.at(-1);
  // Decided together with others without being looked at: nobody has said of this one that the AI was right.
  if (last !== undefined && isUnseen(last)) return undefined;
  const { disposition, overridden } = decision;
  const answered = disposition === 'approved' || disposition === 'rejected' || disposition === 'modified';
  return answered && overridden !== null ? !overridden : undefined;
};
