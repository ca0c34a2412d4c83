import type { Stop } from '../src/core/policy/stop.ts';
import { moment, outside, personLink } from './text.ts';

/** `expense.report: stopped by @ana on …, “why”`, in mrkdwn. */
export const stopLine = ({ type, by, at, reason }: Stop): string => {
  const why = reason === '' ? '' : `: “${outside(reason, 200)}”`;
  return `⏹️ *${outside(type, 60)}* is stopped, by ${personLink(by)}, ${moment(at)}${why}`;
};

/** What a stop or a start of a type means from now on. */
export const stopped = ({ type }: Pick<Stop, 'type'>): string =>
  `Stopped. From the next decision on everything of ${outside(type, 60)} goes to people, until somebody runs \`/handraise start ${outside(type, 60)}\`.`;

export const started = ({ type }: Pick<Stop, 'type'>): string =>
  `Started. From the next decision on ${outside(type, 60)} runs by itself again where the policy says so.`;
