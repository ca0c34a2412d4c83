import type { KnownBlock } from '@slack/types';
import type { MyWeek } from '../src/core/review/my-week.ts';
import type { Instant } from '../src/core/time.ts';
import { duration } from './figures.ts';
import { context, header, section } from './pieces.ts';
import { count, moment } from './text.ts';

/** When somebody answered last. */
export const lastDecision = (at: Instant): string => `Your last decision was ${moment(at)}.`;

/** Somebody's own last seven days; nothing where they answered nothing. */
export const weekBlocks = (week: MyWeek): KnownBlock[] =>
  week.answered === 0
    ? []
    : [header('Your last 7 days'), section(weekLines(week).join('\n')), context('Only you see this.')];

/** One's own figures in sentences: how many and how fast, and what became of them as far as it is known. */
export const weekLines = ({ answered, median_ms, corrected, right, wrong }: MyWeek): string[] => {
  const known = right + wrong;
  return [
    `You decided ${answered}${median_ms === null ? '' : `, ${answered === 1 ? '' : 'half of them '}within ${duration(median_ms)} of being asked`}.`,
    known === 0
      ? `What became of ${answered === 1 ? 'it' : 'them'} is not known yet.`
      : `Of ${known} whose outcome is known, ${right} ${right === 1 ? 'was' : 'were'} right.`,
    ...(corrected === 0 ? [] : [`${count(corrected, 'was', 'were')} corrected later.`]),
  ];
};
