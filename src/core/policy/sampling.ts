import type { Level } from './levels.ts';
import { isAutomatic } from './levels.ts';
import { note, type RouteDraft } from './route-draft.ts';
import type { Route } from './route-result.ts';
import type { Thresholds } from './thresholds.ts';
import { percent, spoken } from './wording.ts';

/** Within this much above the edge of its band, a decision is audited twice as often: there errors gather. */
const BORDERLINE = 0.03;

type Sampled = Pick<Route, 'inclusion_probability' | 'draws' | 'blind'>;

/** Step 7. Which executed decisions a person audits, and which reviews are answered blind. The probability is kept whatever the draw says. */
export const drawSamples = (
  draft: RouteDraft,
  level: Level,
  { confidence, thresholds, least, isBlind }: Sampling,
): Sampled => {
  const answer = (saw: string, did: string, sampled: Sampled): Sampled => {
    note(draft, 'sampling', saw, did, { sampled });
    return sampled;
  };
  const { type, sampling, draw } = draft.input;
  if (!isAutomatic(level)) {
    const share = canBeBlind(draft, level, isBlind) ? type.blind_share : 0;
    if (!(share > 0) || !sampling)
      return answer('A person looks at it anyway', 'No draw', { inclusion_probability: 1 });
    const drawn = draw('blind') < share;
    return answer(
      `Of reviews ${percent(share)} is answered before the recommendation is seen`,
      drawn ? 'Drawn: the recommendation is shown after the answer' : 'Not drawn',
      {
        inclusion_probability: 1,
        draws: [{ purpose: 'blind', probability: share, drawn }],
        ...(drawn ? { blind: true } : {}),
      },
    );
  }
  if (!sampling) return answer('Sampling is switched off', 'No draw, no audit', { inclusion_probability: 0 });
  const share = type.audit_share[level === 'auto_audit' ? 'auto_audit' : 'auto_execute'];
  const near = isBorderline(confidence, thresholds);
  const wanted = Math.max(near ? share * 2 : share, least, thresholds.audit_share);
  const probability = wanted <= 1 ? wanted : 1;
  // Written so that a draw that is no number is an audit, not a pass.
  const drawn = !(draw('audit') >= probability);
  const why =
    wanted > share * 2
      ? ', since rules or the load ask for more audits'
      : near
        ? ', twice the usual share since it is borderline'
        : '';
  return answer(
    `Of ${spoken(level)} ${percent(probability)} is audited${why}`,
    drawn ? 'Drawn: a person checks it afterwards' : 'Not drawn',
    { inclusion_probability: probability, draws: [{ purpose: 'audit', probability, drawn }] },
  );
};

type Sampling = {
  confidence: Route['confidence'];
  thresholds: Thresholds;
  /** The least share that rules ask for. */
  least: number;
  /** Whether a rule asks for a blind answer anyway. */
  isBlind: boolean;
};

/** Only what is reviewed with a recommendation: elsewhere there is nothing to compare, or a person decides anyway. */
const canBeBlind = ({ input }: RouteDraft, level: Level, isBlind: boolean): boolean =>
  level === 'review' && !isBlind && input.submission.recommendation !== undefined;

const isBorderline = ({ used, band }: Route['confidence'], bands: Thresholds): boolean => {
  if (used === undefined || band === undefined || band === 'low') return false;
  return used - (band === 'high' ? bands.high : bands.medium) <= BORDERLINE;
};
