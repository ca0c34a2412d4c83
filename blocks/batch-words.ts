import type { Refusal } from '../src/core/refusal.ts';
import { refusalNotice } from './refusal-notice.ts';
import { outside } from './text.ts';

type Problem = { title: string; why: Refusal | { code: 'not_alike' } | { code: 'open_first' } };

const SHOWN = 10;

const problemLine = ({ title, why }: Problem): string => {
  const words =
    why.code === 'not_alike'
      ? 'it is not like the others any more.'
      : why.code === 'open_first'
        ? 'open it first.'
        : refusalNotice(why).text;
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
