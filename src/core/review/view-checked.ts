import { clopperPearson } from '../learning/interval.ts';
import type { Checked } from '../policy/checked-like.ts';
import type { CheckedShare, RecommendationView } from './card-view.ts';
import type { Case } from './case.ts';

/** What checked cases with such a score say, with how sure that is; null where nobody looked it up. */
export const checkedView = ({ checked, revision }: Case): RecommendationView['checked'] => {
  if (checked === undefined) return null;
  const { from, to, own, others, any } = checked;
  const versioned = revision.body.recommendation?.model_version !== undefined;
  return { from, to, own: share(own), others: share(others), any, versioned };
};

/** What was counted twice by mistake would make no interval: then nothing is known. */
const share = ({ n, right }: Checked): CheckedShare =>
  right < 0 || right > n ? { n: 0, right: 0, low: 0, high: 1 } : { n, right, ...clopperPearson(right, n) };
