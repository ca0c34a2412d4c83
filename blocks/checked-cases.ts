import type { CheckedShare, RecommendationView } from '../src/core/review/card-view.ts';
import { percent } from './figures.ts';
import { capital } from './text.ts';

type Checked = NonNullable<RecommendationView['checked']>;

/**
 * How often the AI was right in checked cases with such a score, with the interval in which the share lies; then what was
 * fitted to the checked cases of all scores, where that is done. Each starts in lower case; none where nothing is known.
 */
export const checkedWords = ({ checked, confidence: { calibrated } }: RecommendationView): string[] => {
  const fitted =
    calibrated === undefined
      ? []
      : [`calibrated on checked cases of all scores: right ${percent(calibrated)}`];
  // Where a score was fitted, cases were checked.
  return checked === null || (!checked.any && calibrated !== undefined)
    ? fitted
    : [likeIt(checked), ...fitted];
};

const likeIt = (checked: Checked): string => {
  const { own, others, any } = checked;
  if (own.n > 0) return ofModel(own, checked);
  if (others.n > 0)
    return `no checked case of ${modelOf(checked)} scored ${range(checked)} yet; ${ofOthers(others)}`;
  return any ? `no checked cases scored ${range(checked)} yet` : 'no checked cases yet';
};

const ofModel = ({ n, right, ...interval }: CheckedShare, checked: Checked): string =>
  n === 1
    ? `the one checked case scored ${range(checked)} was ${right === 1 ? 'right' : 'wrong'}`
    : `of ${number(n)} checked cases scored ${range(checked)}, it was right in ${number(right)} (${bounds(interval)})`;

const ofOthers = ({ n, right, ...interval }: CheckedShare): string =>
  n === 1
    ? `the one of another was ${right === 1 ? 'right' : 'wrong'}`
    : `others were right in ${number(right)} of ${number(n)} (${bounds(interval)})`;

/** The same at length: what these cases are, and how others fared with such scores. */
export const checkedInFull = (view: RecommendationView): string[] => {
  const { checked } = view;
  if (checked === null) return checkedWords(view).map(capital);
  const { own, others } = checked;
  return [
    ...checkedWords(view),
    ...(own.n > 0 && others.n > 0
      ? [`not counted there, as they are not of ${modelOf(checked)}: ${ofOthers(others)}`]
      : []),
    ...(own.n + others.n === 0
      ? []
      : [
          `these are all such cases that an audit, an outcome, a contest or a correction told the truth of, no random sample${
            Math.max(own.n, others.n) > 1 ? '; in brackets stands a 95 % interval' : ''
          }`,
        ]),
  ].map(capital);
};

const modelOf = ({ versioned }: Checked): string => (versioned ? 'this model version' : 'this model');

const range = ({ from, to }: Checked): string => `${from}–${to} %`;

/** In whole percent, and never rounded to a certainty. */
const bounds = ({ low, high }: { low: number; high: number }): string => {
  const least = low < 1 ? Math.min(99, Math.round(low * 100)) : 100;
  const most = high > 0 ? Math.max(1, Math.round(high * 100)) : 0;
  return `${least}–${most} %`;
};

const number = (n: number): string => n.toLocaleString('en');
