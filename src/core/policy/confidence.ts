import { flag } from './flags.ts';
import type { Band } from './levels.ts';
import { note, type RouteDraft } from './route-draft.ts';
import type { Route } from './route-result.ts';
import { weighSignals } from './signals.ts';
import type { Thresholds } from './thresholds.ts';
import { percent, points } from './wording.ts';

/** Step 4. The confidence that counts: the lower of raw and calibrated, less what the signals take off it. */
export const weighConfidence = (
  draft: RouteDraft,
  bands: Pick<Thresholds, 'high' | 'medium'>,
): Route['confidence'] => {
  const { submission, stats, type } = draft.input;
  if (type.human_only || submission.recommendation === undefined) {
    note(draft, 'confidence', 'No recommendation is asked for or given', 'Confidence does not count', {
      confidence: {},
    });
    return {};
  }
  const raw = share(submission.recommendation.confidence);
  const calibrated = share(stats.calibrated);
  const from = startingPoint(raw, calibrated, stats.approved?.use_calibrated === true);
  const signals = weighSignals(draft);
  const most = type.lowering.at_most;
  const taken = Math.min(
    signals.reduce((sum, signal) => sum + signal.by, 0),
    most,
  );
  // Nine digits: 0.8 − 0.1 must be 0.7, not a hair above or below it.
  const used = Math.max(0, Math.round((from - taken) * 1e9) / 1e9);
  const band = bandOf(used, bands);

  const own = raw === undefined ? 'it gave no usable score' : `its own score is ${percent(raw)}`;
  const counted = raw !== undefined && used < raw ? `, counted as ${percent(used)}` : '';
  if (band === 'low') flag(draft, 'low_confidence', `The AI is unsure: ${own}${counted}`);
  const fitted = calibrated === undefined ? 'not calibrated' : `calibrated to ${percent(calibrated)}`;
  const lowered = signals.map((signal) => `${signal.words} (−${points(signal.by)} points)`);
  const confidence = {
    ...(raw === undefined ? {} : { raw }),
    ...(calibrated === undefined ? {} : { calibrated }),
    used,
    band,
  };
  note(
    draft,
    'confidence',
    [`Own score ${raw === undefined ? 'not usable' : percent(raw)}`, fitted, ...lowered].join('; '),
    `${percent(used)} counts, which is ${band} confidence${taken === most && lowered.length > 1 ? ` (lowered by at most ${points(most)} points)` : ''}`,
    { confidence },
  );
  return confidence;
};

/** A figure from 0 to 1, or nothing. */
const share = (value: number | undefined): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;

/** Upward calibration loosens: without an approval the lower of the two counts. An unusable score counts as none. */
const startingPoint = (
  raw: number | undefined,
  calibrated: number | undefined,
  approved: boolean,
): number => {
  if (raw === undefined) return 0;
  if (calibrated === undefined) return raw;
  return approved ? calibrated : Math.min(raw, calibrated);
};

/** Exactly 0.90 is medium, exactly 0.70 is medium. */
const bandOf = (used: number, bands: Pick<Thresholds, 'high' | 'medium'>): Band => {
  if (used > bands.high) return 'high';
  return used >= bands.medium ? 'medium' : 'low';
};
