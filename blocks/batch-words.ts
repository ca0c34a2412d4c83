import { formatMoney } from '../src/core/decision/money.ts';
import type { Refusal } from '../src/core/refusal.ts';
import { sumOf } from '../src/core/review/batch-sum.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import { refusalNotice } from './refusal-notice.ts';
import { outside } from './text.ts';

type Problem = {
  title: string;
  why: Refusal | { code: 'not_alike' } | { code: 'open_first' } | { code: 'failed' };
};

const SHOWN = 10;

const wordsFor = (why: Problem['why']): string => {
  switch (why.code) {
    case 'not_alike':
      return 'it is not like the others any more.';
    case 'open_first':
      return 'open it first.';
    case 'failed':
      return 'something went wrong on our side, so it still waits on your Home.';
    default:
      return refusalNotice(why).text;
  }
};

const problemLine = ({ title, why }: Problem): string => {
  const words = wordsFor(why);
  return title === '' ? words : `• *${outside(title, 100)}*: ${words}`;
};

/** Nothing of a batch was decided, and why. */
export const dissolved = (problems: Problem[]): string =>
  [
    'Nothing of this batch was decided.',
    ...problems.slice(0, SHOWN).map(problemLine),
    'Your Home shows what still waits.',
  ].join('\n');

/** `164.00 EUR and 20.00 USD`: what is at stake together; undefined where that cannot be said of all. */
export const sumWords = (views: CardView[]): string | undefined =>
  sumOf(views)
    ?.map((sum) => outside(formatMoney(sum), 40))
    .join(' and ');

/** What came of a batch: what was decided and how much that is together, and what was overtaken in between. */
export const decidedTogether = (label: string, decided: CardView[], left: Problem[]): string => {
  const sum = sumWords(decided);
  return [
    `${decided.length} decided together${sum === undefined ? '' : `, ${sum} in all`}: *${outside(label, 75)}*.`,
    ...(left.length === 0 ? [] : [`${left.length} not:`, ...left.slice(0, SHOWN).map(problemLine)]),
  ].join('\n');
};
