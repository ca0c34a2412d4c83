import type { FactView } from '../src/core/review/card-view.ts';
import { day } from './figures.ts';
import { moment, momentInUtc, outside } from './text.ts';

/** A moment that says its offset; one without it is a moment nowhere in particular. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/;

const momentOf = (text: string): number | undefined => {
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) ? at : undefined;
};

type Kind = Pick<FactView['definition'], 'kind'>;

/**
 * A fact's formatted value in mrkdwn, cut to `max`: a moment in the zone of whoever reads it, a day as it is (days do not
 * move with zones), everything else as text from outside.
 */
export const factMrkdwn = ({ kind }: Kind, text: string, max: number): string => {
  if (kind !== 'date') return outside(text, max);
  const at = momentOf(text);
  return at === undefined ? outside(day(text), max) : moment(at);
};

/** The same where no mrkdwn is read: moments in UTC. */
export const factPlain = ({ kind }: Kind, text: string): string => {
  if (kind !== 'date') return text;
  const at = momentOf(text);
  return at === undefined ? day(text) : momentInUtc(at);
};
