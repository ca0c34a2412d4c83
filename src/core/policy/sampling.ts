import type { Level } from './levels.ts';
import { isAutomatic } from './levels.ts';
import { note, type RouteDraft } from './route-draft.ts';
import type { Route } from './route-result.ts';
import type { Bands } from './thresholds.ts';
import { percent, spoken } from './wording.ts';

/** Within this much above the edge of its band, a decision is audited twice as often: there errors gather. */
const BORDERLINE = 0.03;

type Sampled = Pick<Route, 'inclusion_probability' | 'draws'>;

/** Step 7. Which executed decisions a person audits. The probability is kept whatever the draw says. */
export const drawSamples = (
  draft: RouteDraft,
  level: Level,
  confidence: Route['confidence'],
  bands: Bands,
): Sampled => {
  if (!isAutomatic(level)) {
    note(draft, 'sampling', 'A person looks at it anyway', 'No draw');
    return { inclusion_probability: 1 };
  }
  const { type, sampling, draw } = draft.input;
  if (!sampling) {
    note(draft, 'sampling', 'Sampling is switched off', 'No draw, no audit');
    return { inclusion_probability: 0 };
  }
  const share = type.audit_share[level === 'auto_audit' ? 'auto_audit' : 'auto_execute'];
  const near = isBorderline(confidence, bands);
  const probability = Math.min(1, near ? share * 2 : share);
  // Written so that a draw that is no number is an audit, not a pass.
  const drawn = !(draw('audit') >= probability);
  note(
    draft,
    'sampling',
    `Of ${spoken(level)} ${percent(probability)} is audited${near ? ', twice the usual share since it is borderline' : ''}`,
    drawn ? 'Drawn: a person checks it afterwards' : 'Not drawn',
  );
  return { inclusion_probability: probability, draws: [{ purpose: 'audit', probability, drawn }] };
};

const isBorderline = ({ used, band }: Route['confidence'], bands: Bands): boolean => {
  if (used === undefined || band === undefined || band === 'low') return false;
  return used - (band === 'high' ? bands.high : bands.medium) <= BORDERLINE;
};
