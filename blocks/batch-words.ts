import type { Refusal } from '../src/core/refusal.ts';
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

/** What came of a batch: how many were decided, and what was overtaken in between. */
export const decidedTogether = (label: string, count: number, left: Problem[]): string =>
  [
    `${count} decided together: *${outside(label, 75)}*.`,
    ...(left.length === 0 ? [] : [`${left.length} not:`, ...left.slice(0, SHOWN).map(problemLine)]),
  ].join('\n');
